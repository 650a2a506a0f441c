(** * Export: the Rust printer

    Prints a table of functions (Ast.v) as Rust modules.  Naturals and integers
    are generic: the trait [Natural] stands for machine words and for big numbers.
    Numbers are passed by reference, Booleans and sequences by value; every other
    variable is an owned local.  A value
    is cloned unless this is visibly its last use; rustc rejects a wrong guess.

    Glossary
      local        == what a variable number stands for in Rust
      ending       == what becomes of a block's result: returned from the function,
                      the value of the block, or assigned to a loop's state
      place, recv, borrow, owned == an expression as an operand of a comparison, as
                      a receiver, as a reference, as a value
      block        == the lines of a command                                    *)

From Coq Require Import Bool NArith Ascii String List DecimalString.
From Verinoise Require Import Lang.Syntax Export.Ast.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope list_scope.

Definition columns := 100.

Definition indent (depth : nat) : string :=
  String.concat "" (List.repeat "    " depth).
Definition line (depth : nat) (s : string) : list string := [indent depth ++ s]%string.
Definition fits (depth : nat) (s : string) := Nat.leb (String.length s + 4 * depth) columns.
Definition commas (l : list string) : string := String.concat ", " l.
Definition tupled (l : list string) : string :=
  match l with [x] => x | _ => ("(" ++ commas l ++ ")")%string end.
Definition decimal (n : N) : string := NilZero.string_of_uint (N.to_uint n).

(** ** Variables *)

Record local := Local { l_name : string; l_base : base; l_param : bool }.
Definition scope := list local.

Definition lookup (sc : scope) (x : nat) : local := nth x sc (Local "?" Bool false).

(** Truth values, and sequences, which are references themselves. *)
Definition by_value (b : base) : bool :=
  match b with Scalar Bool | Seq _ => true | Scalar _ => false end.

Fixpoint unused (sc : scope) (hint : string) (tries : nat) : string :=
  if existsb (fun l => String.eqb (l_name l) hint) sc then
    match tries with O => hint | S n => unused sc (hint ++ "_")%string n end
  else hint.

Fixpoint declare (sc : scope) (param : bool) (xs : list binder) : scope :=
  match xs with
  | [] => sc
  | (hint, b) :: xs =>
      declare (sc ++ [Local (unused sc hint (List.length sc)) b param]) param xs
  end.

Definition names_from (sc : scope) (start : nat) : list string :=
  map l_name (skipn start sc).

(** ** Expressions *)

Section Expressions.
  Variable sc : scope.

  Definition borrowed (x : nat) : bool :=
    l_param (lookup sc x) && negb (by_value (l_base (lookup sc x))).

  Fixpoint text (e : expr) : string :=
    let recv e := match e with EVar x => l_name (lookup sc x) | _ => text e end in
    let place e :=
      match e with
      | EVar x => if borrowed x then "*" ++ l_name (lookup sc x) else l_name (lookup sc x)
      | _ => text e
      end%string in
    let borrow e :=
      match e with
      | EVar x => if borrowed x then l_name (lookup sc x) else "&" ++ l_name (lookup sc x)
      | _ => "&" ++ text e
      end%string in
    let grouped e :=
      match e with EAnd _ _ => "(" ++ text e ++ ")" | _ => place e end%string in
    let infix e1 op e2 := (place e1 ++ " " ++ op ++ " " ++ place e2)%string in
    let method e1 op e2 := (recv e1 ++ "." ++ op ++ "(" ++ borrow e2 ++ ")")%string in
    (match e with
     | EVar x => l_name (lookup sc x)
     | EBool v => if v then "true" else "false"
     | ENat v => "N::from(" ++ decimal v ++ ")"
     | EAnd e1 e2 =>
         (match e1 with EAnd _ _ => text e1 | _ => grouped e1 end) ++ " && " ++ grouped e2
     | EUnary ONot (EVar x) => "!" ++ l_name (lookup sc x)
     | EUnary ONot e => "!(" ++ text e ++ ")"
     | EUnary OOdd e => recv e ++ ".is_odd()"
     | EUnary OBitLength e => recv e ++ ".bit_length()"
     | EUnary OSqrt e => recv e ++ ".isqrt()?"
     | EUnary OOfNat e => "N::Integer::from_natural(" ++ borrow e ++ ")?"
     | EUnary ONeg e => recv e ++ ".neg()?"
     | EUnary OMagnitude e => recv e ++ ".magnitude()"
     | EUnary OLength e => recv e ++ ".length()?"
     | EBinary OAdd e1 e2 | EBinary OAddInt e1 e2 => method e1 "add" e2 ++ "?"
     | EBinary OSub e1 e2 => method e1 "saturating_sub" e2
     | EBinary OMul e1 e2 => method e1 "mul" e2 ++ "?"
     | EBinary ODiv e1 e2 => method e1 "div" e2 ++ "?"
     | EBinary OShiftL e1 e2 => method e1 "shl" e2 ++ "?"
     | EBinary OShiftR e1 e2 => method e1 "shr" e2
     | EBinary OBitAnd e1 e2 => method e1 "and" e2
     | EBinary OGet e1 e2 => method e1 "get" e2 ++ "?"
     | EBinary OEq e1 e2 => infix e1 "==" e2
     | EBinary OLt e1 e2 => infix e1 "<" e2
     | EBinary OLe e1 e2 => infix e1 "<=" e2
     end)%string.

  Definition base_of (e : expr) : base :=
    match e with
    | EVar x => l_base (lookup sc x)
    | EBool _ | EAnd _ _ | EUnary (ONot | OOdd) _ | EBinary (OEq | OLt | OLe) _ _ => Bool
    | EUnary (OOfNat | ONeg) _ | EBinary OAddInt _ _ => Int
    | EBinary OGet (EVar x) _ =>
        match l_base (lookup sc x) with Seq s => s | Scalar s => s end
    | ENat _ | EUnary _ _ | EBinary _ _ _ => Nat
    end.

  (** As an argument: by value or by reference. *)
  Definition argument (e : expr) : string :=
    if by_value (base_of e) then text e
    else match e with
         | EVar x => if l_param (lookup sc x) then l_name (lookup sc x)
                     else ("&" ++ l_name (lookup sc x))%string
         | _ => ("&" ++ text e)%string
         end.

  (** As a value: [last x] says that a variable is not used again. *)
  Definition owned (last : nat -> bool) (e : expr) : string :=
    match e with
    | EVar x =>
        let l := lookup sc x in
        if by_value (l_base l) || (negb (l_param l) && last x) then l_name l
        else (l_name l ++ ".clone()")%string
    | _ => text e
    end.
End Expressions.

Fixpoint uses (x : nat) (e : expr) : nat :=
  match e with
  | EVar y => if Nat.eqb x y then 1 else 0
  | EBool _ | ENat _ => 0
  | EAnd e1 e2 | EBinary _ e1 e2 => uses x e1 + uses x e2
  | EUnary _ e => uses x e
  end.

Definition total_uses (x : nat) (es : list expr) : nat := list_sum (map (uses x) es).

(** ** Commands *)

Inductive ending := Return | Value | Assign (start : nat).

(** One call: on one line, below what its result is assigned to, or with an argument a line. *)
Definition call_lines (depth : nat) (prefix f : string) (args : list string) (suffix : string)
    : list string :=
  let call := (f ++ "(" ++ commas args ++ ")" ++ suffix)%string in
  let assigned := substring 0 (String.length prefix - 1) prefix in
  if fits depth (prefix ++ call) then line depth (prefix ++ call)
  else if negb (String.eqb prefix "") && fits (S depth) call then
    line depth assigned ++ line (S depth) call
  else line depth (prefix ++ f ++ "(")%string
       ++ flat_map (fun a => line (S depth) (a ++ ",")%string) args
       ++ line depth (")" ++ suffix)%string.

Definition before (sc : scope) (e : ending) : string :=
  match e with
  | Return | Value => ""
  | Assign start => tupled (names_from sc start) ++ " = "
  end%string.

Definition after (e : ending) : string :=
  match e with Return => "" | Value => "?" | Assign _ => "?;" end%string.

(** State variables and their new values, without those that keep theirs. *)
Fixpoint changes (x : nat) (es : list expr) : list (nat * expr) :=
  match es with
  | [] => []
  | EVar y :: es => if Nat.eqb x y then changes (S x) es else (x, EVar y) :: changes (S x) es
  | e :: es => (x, e) :: changes (S x) es
  end.

(** Assigning one after the other reads no value that was just assigned. *)
Fixpoint sequential (l : list (nat * expr)) : bool :=
  match l with
  | [] => true
  | (x, _) :: l => Nat.eqb (total_uses x (map snd l)) 0 && sequential l
  end.

(** A tuple, on one line or with a component a line. *)
Definition tuple_lines (depth : nat) (prefix : string) (items : list string) (suffix : string)
    : list string :=
  let short := (prefix ++ tupled items ++ suffix)%string in
  match items with
  | _ :: _ :: _ =>
      if fits depth short then line depth short
      else line depth (prefix ++ "(")
           ++ flat_map (fun item => line (S depth) (item ++ ",")) items
           ++ line depth (")" ++ suffix)
  | _ => line depth short
  end.

Definition finish (sc : scope) (floor depth : nat) (e : ending) (es : list expr)
    : list string :=
  let last x := Nat.leb floor x && Nat.eqb (total_uses x es) 1 in
  match e with
  | Return => tuple_lines depth "Ok(" (map (owned sc last) es) ")"
  | Value => tuple_lines depth "" (map (owned sc last) es) ""
  | Assign start =>
      let new := changes start es in
      let target x := l_name (lookup sc x) in
      if sequential new then
        flat_map (fun p => line depth (target (fst p) ++ " = " ++ owned sc last (snd p) ++ ";"))
          new
      else
        line depth (tupled (map (fun p => target (fst p)) new) ++ " = "
                    ++ tupled (map (fun p => owned sc last (snd p)) new) ++ ";")
  end.

(** The value of a name, behind the equality sign or, if it is too long, below it. *)
Definition let_lines (depth : nat) (name value : string) : list string :=
  let short := ("let " ++ name ++ " = " ++ value ++ ";")%string in
  if fits depth short then line depth short
  else line depth ("let " ++ name ++ " =") ++ line (S depth) (value ++ ";").

(** Attaches [prefix] to the first line of a block, below its indentation. *)
Definition prefixed (depth : nat) (prefix : string) (ls : list string) : list string :=
  match ls with
  | [] => []
  | l :: ls =>
      let n := 4 * depth in
      (indent depth ++ prefix ++ substring n (String.length l - n) l)%string :: ls
  end.

Definition suffixed (ls : list string) (suffix : string) : list string :=
  match rev ls with
  | [] => []
  | l :: ls => rev ((l ++ suffix)%string :: ls)
  end.

Fixpoint unindented (l : string) : string :=
  match l with String " " l => unindented l | _ => l end.

(** A conditional that has a value goes on one line where it fits, between what stands before and
    after it. *)
Definition one_line (depth : nat) (before : string) (e : ending) (cond : string)
    (yes no : list string) (after : string) : option string :=
  let bare l := unindented l in
  match e, yes, no with
  | Return, [y], [n] | Value, [y], [n] =>
      let l := (before ++ "if " ++ cond ++ " { " ++ bare y ++ " } else { " ++ bare n ++ " }"
                ++ after)%string in
      if fits depth l then Some (indent depth ++ l)%string else None
  | _, _, _ => None
  end.

(** [floor]: variables from here on belong to this block alone.  [broken]: a conditional is not
    put on one line, since something stands before it. *)
Fixpoint block (sc : scope) (floor depth : nat) (broken : bool) (e : ending) (c : code)
    : list string :=
  let never _ := false in
  let loop sc' guard body init start :=
    flat_map (fun p => line depth ("let mut " ++ fst p ++ " = " ++ owned sc never (snd p) ++ ";"))
      (combine (names_from sc' start) init)
    ++ line depth ("while " ++ text sc' guard ++ " {")
    ++ block sc' (List.length sc') (S depth) false (Assign start) body
    ++ line depth "}" in
  let each sc' x items body init start :=
    let sc'' := declare sc' false [x] in
    let item := l_name (lookup sc'' (List.length sc')) in
    flat_map (fun p => line depth ("let mut " ++ fst p ++ " = " ++ owned sc never (snd p) ++ ";"))
      (combine (names_from sc' start) init)
    ++ line depth ("for " ++ item ++ " in " ++ text sc' items ++ ".items() {")
    ++ line (S depth) ("let " ++ item ++ " = " ++ item ++ "?;")
    ++ block sc'' (List.length sc'') (S depth) false (Assign start) body
    ++ line depth "}" in
  match c with
  | CRet es => finish sc floor depth e es
  | CBytes count =>
      call_lines depth (before sc e) "N::take" ["source"; argument sc count] (after e)
  | CCall _ f args =>
      call_lines depth (before sc e) f ("source" :: map (argument sc) args) (after e)
  | CIf cond c1 c2 =>
      let yes := block sc floor (S depth) false e c1 in
      let no := block sc floor (S depth) false e c2 in
      match broken, one_line depth "" e (text sc cond) yes no "" with
      | false, Some l => [l]
      | _, _ =>
          line depth ("if " ++ text sc cond ++ " {") ++ yes
          ++ match c2, no with
             | CIf _ _ _, _ => prefixed depth "} else " (block sc floor depth true e c2)
             | _, [] => line depth "}"
             | _, _ => line depth "} else {" ++ no ++ line depth "}"
             end
      end
  | CWhile xs guard body init =>
      let start := List.length sc in
      let sc' := declare sc false xs in
      loop sc' guard body init start
      ++ finish sc' floor depth e (map EVar (seq start (List.length xs)))
  | CFold xs x items body init =>
      let start := List.length sc in
      let sc' := declare sc false xs in
      each sc' x items body init start
      ++ finish sc' floor depth e (map EVar (seq start (List.length xs)))
  | CBind xs c1 k =>
      let start := List.length sc in
      let sc' := declare sc false xs in
      let pattern := ("let " ++ tupled (names_from sc' start) ++ " = ")%string in
      match c1 with
      | CRet es =>
          flat_map (fun p => let_lines depth (fst p) (owned sc never (snd p)))
            (combine (names_from sc' start) es)
      | CBytes count =>
          call_lines depth pattern "N::take" ["source"; argument sc count] "?;"
      | CCall _ f args =>
          call_lines depth pattern f ("source" :: map (argument sc) args) "?;"
      | CWhile _ guard body init => loop sc' guard body init start
      | CFold _ x items body init => each sc' x items body init start
      | CIf cond a b =>
          let yes := block sc start (S depth) false Value a in
          let no := block sc start (S depth) false Value b in
          match one_line depth pattern Value (text sc cond) yes no ";" with
          | Some l => [l]
          | None =>
              match one_line (S depth) "" Value (text sc cond) yes no ";" with
              | Some l => line depth ("let " ++ tupled (names_from sc' start) ++ " =") ++ [l]
              | None =>
                  if fits depth (pattern ++ "if " ++ text sc cond ++ " {") then
                    suffixed (prefixed depth pattern (block sc start depth true Value c1)) ";"
                  else
                    line depth ("let " ++ tupled (names_from sc' start) ++ " =")
                    ++ suffixed (block sc start (S depth) true Value c1) ";"
              end
          end
      | CBind _ _ _ =>
          line depth (pattern ++ "{") ++ block sc start (S depth) false Value c1 ++ line depth "};"
      end
      ++ block sc' floor depth false e k
  end.

(** ** Functions *)

Definition type_name (b : base) : string :=
  match b with
  | Scalar Bool => "bool"
  | Scalar Nat => "N"
  | Scalar Int => "N::Integer"
  | Seq Bool => "impl Sequence<N, bool>"
  | Seq Nat => "impl Sequence<N>"
  | Seq Int => "impl Sequence<N, N::Integer>"
  end.

Definition parameter (l : local) : string :=
  (l_name l ++ ": " ++ (if by_value (l_base l) then "" else "&") ++ type_name (l_base l))%string.

Definition comment (mark : string) (ls : list string) : list string :=
  map (fun s => if String.eqb s "" then mark else mark ++ " " ++ s)%string ls.

(** The signature by kinds, for macros: [name(parameter: natural, ...) -> boolean;]. *)
Definition kind_name (b : base) : string :=
  match b with
  | Scalar Bool => "boolean"
  | Scalar Nat => "natural"
  | Scalar Int => "integer"
  | Seq Bool => "booleans"
  | Seq Nat => "naturals"
  | Seq Int => "integers"
  end.

Fixpoint separated (l : list string) : list string :=
  match l with
  | [] | [_] => l
  | x :: l => (x ++ ",")%string :: separated l
  end.

Definition signature_lines (depth : nat) (f : fn) : list string :=
  let params := map (fun l => l_name l ++ ": " ++ kind_name (l_base l))%string
                  (declare [] true (fn_params f)) in
  let tail := (") -> " ++ tupled (map kind_name (fn_result f)) ++ ";")%string in
  let short := (fn_name f ++ "(" ++ commas params ++ tail)%string in
  if fits depth short then line depth short
  else line depth (fn_name f ++ "(")
       ++ flat_map (line (S depth)) (separated params)
       ++ line depth tail.

(** Whether a command takes bytes, itself or by a call. *)
Fixpoint uses_source (c : code) : bool :=
  match c with
  | CRet _ => false
  | CBytes _ | CCall _ _ _ => true
  | CBind _ c1 c2 | CIf _ c1 c2 => uses_source c1 || uses_source c2
  | CWhile _ _ c _ | CFold _ _ _ c _ => uses_source c
  end.

Definition function_lines (f : fn) : list string :=
  let sc := declare [] true (fn_params f) in
  let head := ("pub fn " ++ fn_name f ++ "<N: Natural, S: Source>(")%string in
  let source := if uses_source (fn_code f) then "source" else "_" in
  let params := (source ++ ": &mut S")%string :: map parameter sc in
  let tail := (") -> Result<" ++ tupled (map type_name (fn_result f))
               ++ ", Stop<S::Error>> {")%string in
  comment "///" (fn_doc f ++ [""; "# Errors"; "The source's error, or a fault of the arithmetic."])
  ++ match fn_heat f with
     | Plain => []
     | Hot => ["#[inline(always)]"]
     | Cold => ["#[cold]"; "#[inline(never)]"]
     end
  ++ (let short := (head ++ commas params ++ tail)%string in
      if fits 0 short then [short]
      else [head] ++ map (fun p => indent 1 ++ p ++ ",")%string params ++ [tail])
  ++ block sc 0 1 false Return (fn_code f)
  ++ ["}"].

(** ** Modules *)

Fixpoint mentions_int (c : code) : bool :=
  let in_expr :=
    fix go e :=
      match e with
      | EVar _ | EBool _ | ENat _ => false
      | EAnd e1 e2 => go e1 || go e2
      | EUnary OOfNat _ | EUnary ONeg _ | EUnary OMagnitude _ | EBinary OAddInt _ _ => true
      | EUnary _ e => go e
      | EBinary _ e1 e2 => go e1 || go e2
      end in
  match c with
  | CRet es => existsb in_expr es
  | CBind _ c1 k => mentions_int c1 || mentions_int k
  | CIf e c1 c2 => in_expr e || mentions_int c1 || mentions_int c2
  | CBytes e => in_expr e
  | CWhile _ g c es => in_expr g || mentions_int c || existsb in_expr es
  | CFold _ _ e c es => in_expr e || mentions_int c || existsb in_expr es
  | CCall _ _ es => existsb in_expr es
  end.

(** Calls of a command: module and function. *)
Fixpoint calls (c : code) : list (string * string) :=
  match c with
  | CRet _ | CBytes _ => []
  | CBind _ c1 k => calls c1 ++ calls k
  | CIf _ c1 c2 => calls c1 ++ calls c2
  | CWhile _ _ c _ | CFold _ _ _ c _ => calls c
  | CCall f n _ => [(f, n)]
  end.

Fixpoint insert (s : string) (l : list string) : list string :=
  match l with
  | [] => [s]
  | x :: l' =>
      match String.compare s x with
      | Datatypes.Lt => s :: l
      | Datatypes.Eq => l
      | Datatypes.Gt => x :: insert s l'
      end
  end.

Definition sorted (l : list string) : list string := fold_right insert [] l.

(** Names with a comma behind each, as many in a line as fit. *)
Fixpoint filled (start : string) (names : list string) : list string :=
  match names with
  | [] => line 1 start
  | n :: ns =>
      let longer := (start ++ " " ++ n ++ ",")%string in
      if fits 1 longer then filled longer ns else line 1 start ++ filled (n ++ ",") ns
  end.

(** The declaration [start] of the names of a module. *)
Definition use_lines (start : string) (names : list string) : list string :=
  let listed := match names with [n] => n | _ => "{" ++ commas names ++ "}" end%string in
  match names with
  | n :: ns =>
      if fits 0 (start ++ listed ++ ";") then [start ++ listed ++ ";"]%string
      else (start ++ "{")%string :: filled (n ++ ",") ns ++ ["};"]
  | [] => []
  end.

Definition imports (file : string) (fs : list fn) : list string :=
  let out := filter (fun p => negb (String.eqb (fst p) file))
               (flat_map (fun f => calls (fn_code f)) fs) in
  flat_map (fun m =>
              use_lines ("use super::" ++ m ++ "::")
                (sorted (map snd (filter (fun p => String.eqb (fst p) m) out))))
    (sorted (map fst out)).

Definition module_lines (file : string) (header title : list string) (fs : list fn) : list string :=
  let integers := if existsb (fun f => mentions_int (fn_code f)) fs then ["Integer"] else [] in
  let sequences :=
    if existsb (fun f => existsb (fun p => match snd p with Seq _ => true | _ => false end)
                           (fn_params f)) fs
    then ["Sequence"] else [] in
  let traits := commas (integers ++ ["Natural"] ++ sequences ++ ["Source"; "Stop"]) in
  header ++ [""] ++ comment "//!" title ++ [""]
  ++ imports file fs
  ++ [("use crate::{" ++ traits ++ "};")%string]
  ++ flat_map (fun f => "" :: function_lines f) fs.
