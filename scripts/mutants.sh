# Plants errors along the chain from definition to bytes, one at a time, and shows that each is caught.

mutants=0

# A copy of the tree, built, that errors are planted in.
mutant_tree() {
  local file
  mutant=$scratch/mutant
  mkdir -p "$mutant"
  { git ls-files -co --exclude-standard; find mathlib-lite proofs -name '*.vo' -o -name '*.vos' -o -name '*.vok' -o -name '*.glob'; } \
    | while read -r file; do if [ -e "$file" ]; then cp -p --parents "$file" "$mutant"; fi; done
  # One place in the tree for all mutants: what a mutant does not touch is built once.
  (cd "$mutant" && git init -q . && git add -A && git -c user.name=check -c user.email=check@localhost commit -q -m 'before')
}

# plant WHAT FILE EDIT CATCHER PATTERN: applies the sed script EDIT to FILE and expects the function
# CATCHER to fail with a message that matches PATTERN.
plant() {
  local what=$1 file=$2 edit=$3 catcher=$4 pattern=$5
  (
    cd "$mutant"
    if [ -e "$file" ]; then sed -i -E "$edit" "$file"; else printf '%s\n' "$edit" >"$file"; fi
    [ -n "$(git status --porcelain)" ] || fail "mutant '$what' changes nothing: $file has moved on"
  )
  if (cd "$mutant" && set -e && "$catcher") >"$scratch/mutant.log" 2>&1; then
    fail "mutant survives: $what"
  fi
  grep -qE "$pattern" "$scratch/mutant.log" || {
    tail -20 "$scratch/mutant.log" >&2
    fail "mutant '$what' fails, but not as it should: no '$pattern'"
  }
  printf '  caught by %-18s %s\n' "${catcher#by_}:" "$what"
  mutants=$((mutants + 1))
  (cd "$mutant" && git reset -q --hard && git clean -fdq)
}

# The catchers: parts of the checks, as small as will do.
by_rocq() { rocq_build; }
by_hygiene() { rocq_hygiene; }
by_golden_claims() { rocq_build && check_golden_quickly; }
by_reach() { rocq_build && check_reached; }
by_axioms() { rocq_build && print_golden . && check_axioms; }
by_export() { part_export; }
by_export_check() { rocq_build && generate "$scratch/mutant-generated"; }
# A mutant may run forever; that counts as caught once a test has failed.
mutant_cargo() { CARGO_TARGET_DIR="$scratch/mutant-target" timeout 300 cargo test -q --locked "$@"; }
by_arithmetic() { mutant_cargo -p verinoise --test arithmetic; }
by_optimised_code() { mutant_cargo -p verinoise --test emitted; }
by_sources() { mutant_cargo -p verinoise --test sources; }
by_rng() { mutant_cargo -p verinoise --features os-rng --test rng; }
by_forks() { mutant_cargo -p verinoise-randomness; }
by_c_library() { mutant_cargo -p verinoise-ffi; }
by_stability() { mutant_cargo -p verinoise --test stability; }
by_refusals() { mutant_cargo -p verinoise --lib noise; }
by_prepared() { mutant_cargo -p verinoise --test prepared; }
by_small_tables() { mutant_cargo -p verinoise-tests --test tables; }
by_golden_tapes() { mutant_cargo -p verinoise-tests --test golden; }
# The error was accepted: what Rocq prints and evaluates now is what is checked in.
by_golden_tapes_after_accept() { rocq_build && generate . && by_golden_tapes; }

part_mutants() {
  say "mutants: planted errors, and what catches them"
  rocq_build
  mutant_tree

  plant 'a sampler accepts one digit too many' proofs/Samplers/Bernoulli/Code.v \
    's/if! scaled <= low then/if! scaled < low then/' by_rocq 'Error'
  plant 'a sampler keeps negative zero' proofs/Samplers/Laplace/Code.v \
    's/\(BoolLit true, #0\)/(BoolLit false, #0)/' by_rocq 'Error'
  plant 'a closed form is off' proofs/Samplers/Laplace/Spec.v \
    's/1 \+ exp/2 + exp/' by_rocq 'Error'
  plant 'the meaning of an operation is off' proofs/Lang/Eval.v \
    's/\| Sqrt => N.sqrt/| Sqrt => N.sqrt_up/' by_rocq 'Error'
  plant 'the machine reads big-endian' proofs/Lang/Machine.v \
    's/Byte.to_N b \+ 256 \* le_value bs/Byte.to_N b * 256 ^ N.of_nat (length bs) + le_value bs/' by_rocq 'Error'
  plant 'a run that is refused bytes ends without a retry' proofs/Lang/Ladder.v \
    's/if refuses tape n then Fault else/if refuses tape n then OutOfBytes else/' by_rocq 'Error'

  plant 'a claim is weakened' proofs/Claims/NoiseSamplers.v \
    's/^(Theorem gaussian_tape .*\) :) /\1 (x = 0)%Z -> /' by_golden_claims 'the statement of the claim gaussian_tape changed'
  plant 'a definition under a claim is weakened' proofs/Lang/Pmf.v \
    's/total \(pmf c\) = 1%R/(total (pmf c) <= 1)%R/' by_golden_claims 'Error|definition that the claims rest on changed'
  plant 'a claim comes to rest on a local definition' proofs/Privacy/Mechanisms/Gaussian/ExactCurve.v \
    's/^Definition gaussian_tail \(a b : N\) \(t : R\) : R :=/Local Definition unread : Type := R.\n\nDefinition gaussian_tail (a b : N) (t : R) : unread :=/' \
    by_golden_claims 'definition that the claims rest on changed'
  plant 'a scope under a definition changes' proofs/Privacy/Mechanisms/Gaussian/ExactCurve.v \
    's/^Local Open Scope R_scope\./&\nLocal Open Scope R_scope./' by_golden_claims 'definition that the claims rest on changed'
  plant 'a proof is left open' proofs/Samplers/Uniform/Spec.v \
    '$ a Lemma open_end : False. Admitted.' by_hygiene 'open proofs or axioms'
  plant 'an axiom is smuggled in' proofs/Samplers/Ratio.v \
    '$ a #[local] Axiom wishful : False.' by_hygiene 'open proofs or axioms'
  plant 'an axiom comes from a library' proofs/Claims/Export.v \
    's/^Proof. exact CrateFacts.functions_unique. Qed./Proof. pose proof ProofIrrelevance.proof_irrelevance as H. generalize (H True I I). intros _. exact CrateFacts.functions_unique. Qed./; s/^From Coq Require Import NArith/From Coq Require ProofIrrelevance.\n&/' \
    by_axioms 'outside of the allowed ones'
  plant 'the guard checker is off' proofs/Samplers/Ratio.v \
    '$ a Unset Guard Checking.' by_hygiene 'open proofs or axioms'
  plant 'a file that nothing reaches' proofs/Lang/Orphan.v \
    'Definition orphan := tt.' by_reach 'nothing needs this file'
  plant 'a lemma that nothing needs' proofs/Export/CrateFacts.v \
    '$ a Lemma lonely : True. Proof. exact I. Qed.' by_reach 'nothing needs Verinoise.Export.CrateFacts.lonely'

  plant 'a call by the wrong name' proofs/Samplers/Geometric/Code.v \
    's/function "geometric" "geometric_by_digits"/function "geometric" "geometric_by_trials"/' \
    by_export_check 'two different functions|Error'
  plant 'a claim about an exported function goes' proofs/Claims/NoiseSamplers.v \
    's/^Theorem laplace_shifted_bytes /Theorem laplace_at_bytes /' by_export 'no claim laplace_shifted_bytes'
  plant 'a function is exported without being listed' proofs/Samplers/All.v \
    '/Exported bernoulli_exp_unit/d' by_rocq 'Error'
  plant 'a parameter swaps its kind in the signatures' proofs/Export/Rust.v \
    's/Scalar Nat => "natural"/Scalar Nat => "integer"/; s/Scalar Int => "integer"/Scalar Int => "natural"/' by_rocq 'Error'
  plant 'the printer swaps operands' proofs/Export/Rust.v \
    's/method e1 "saturating_sub" e2/method e2 "saturating_sub" e1/' by_export 'differs from what Rocq prints'
  plant 'the printer swaps operands, and that was accepted' proofs/Export/Rust.v \
    's/method e1 "saturating_sub" e2/method e2 "saturating_sub" e1/' \
    by_golden_tapes_after_accept 'panicked|FAILED'
  plant 'an exported file is edited' samplers/src/exported/bernoulli.rs \
    's/N::from\(256\)/N::from(255)/' by_export 'differs from what Rocq prints'
  plant 'an exported file is edited, seen without Rocq' samplers/src/exported/bernoulli.rs \
    's/N::from\(256\)/N::from(255)/' by_golden_tapes 'panicked|FAILED'
  plant 'a golden tape is edited' tests/golden/tapes.csv \
    '10 s/,[0-9]+$/,77/' by_export 'differs from what Rocq evaluates'

  plant_in_runtime
  plant_in_tables
  echo "$mutants planted errors, each caught"
}

# Errors in the hand-written runtime.
plant_in_runtime() {
  plant 'word products wrap' samplers/src/arithmetic/word.rs \
    's/self\.checked_mul\(\*other\)\.ok_or\(Fault::Capacity\)/Ok(self.wrapping_mul(*other))/' by_arithmetic 'panicked|FAILED'
  plant 'word sums wrap' samplers/src/arithmetic/word.rs \
    's/self\.checked_add\(\*other\)\.ok_or\(Fault::Capacity\)/Ok(self.wrapping_add(*other))/' by_arithmetic 'panicked|FAILED'
  plant 'words lose digits when they are shifted' samplers/src/arithmetic/word.rs \
    's/ && \(\*self << \*bits\) >> \*bits == \*self//' by_arithmetic 'panicked|FAILED'
  plant 'a sequence repeats its first item outside' samplers/src/arithmetic/sequence.rs \
    's/<\[\$held\]>::get\(self, index\)/<[$held]>::get(self, index).or(self.first())/' by_arithmetic 'panicked|FAILED'
  plant 'big quotients are one too large' samplers/src/arithmetic/nat.rs \
    's/Self::from\(n \/ &\*other.to_large\(\)\)/Self::from(n \/ \&*other.to_large() + 1_u32)/' \
    by_arithmetic 'panicked|FAILED'
  plant 'big bit lengths are one too large' samplers/src/arithmetic/nat.rs \
    's/value\.bits\(\)/value.bits() + 1/' by_arithmetic 'panicked|FAILED'
  plant 'a root is not hidden from the optimiser' samplers/src/arithmetic/certificate.rs \
    's/let root = black_box\(root\);//' by_optimised_code 'panicked|FAILED'
  plant 'a quotient is not hidden from the optimiser' samplers/src/arithmetic/certificate.rs \
    's/let quotient = black_box\(quotient\);//' by_optimised_code 'panicked|FAILED'
  plant 'bytes are read big-endian' samplers/src/bytes/single_process.rs \
    's/from_le_bytes/from_be_bytes/' by_sources 'panicked|FAILED'
  plant 'a rewind skips a byte' samplers/src/bytes/single_process.rs \
    's/self\.position = mark;/self.position = mark + 1;/' by_sources 'panicked|FAILED'
  plant 'a refill loses a byte' samplers/src/bytes/single_process.rs \
    's/self\.filled \+= BLOCK;/self.filled += BLOCK - 1;/' by_sources 'panicked|FAILED'
  plant 'a forked process keeps its bytes' samplers/src/rng/fork_safe.rs \
    's/if !self\.ahead\.bytes\(\)\.owner\.is_current\(\)/if false/' by_forks 'panicked|FAILED'
  plant 'a block is fetched from the key of the parent' samplers/src/rng/fork_safe.rs \
    's/if self\.owner\.renew\(\)/if false/' by_forks 'panicked|FAILED'
  plant 'an expired key is used on' samplers/src/rng/reseeding.rs \
    's/\*left < out\.len\(\)/false/' by_rng 'panicked|FAILED'
  plant 'forks go unnoticed' randomness/src/detector.rs \
    's/let new = 1 \+ .*/let new = 1;/' by_forks 'panicked|FAILED'
  plant 'a handler does not see that a process was forked' randomness/src/detector.rs \
    's/self\.word\(\)\.store\(0, Ordering::Release\);//' by_forks 'panicked|FAILED'
  plant 'a kernel is believed without a probe' randomness/src/system.rs \
    's/&& !advise\(start, length, NONSENSE\)//; s/&& wiping_is_understood\(length\)//' by_forks 'panicked|FAILED'
  plant 'a handle without memory ends the program' ffi/src/handle.rs \
    's/return Err\(Status::OutOfMemory\);/std::alloc::handle_alloc_error(layout);/' by_c_library 'signal|panicked|FAILED'
  plant 'the text of a parameter is one byte too long' ffi/src/text.rs \
    's/capacity <= counted\.length/capacity < counted.length/' by_c_library 'panicked|FAILED|signal'
  plant 'a handle of another kind is taken' ffi/src/handle.rs \
    's/if tag\.load\(Ordering::Relaxed\) != K::TAG/if false/' by_c_library 'panicked|FAILED|signal'
  plant 'the typed Laplace calls another function' samplers/src/noise/laplace.rs \
    's/program::laplace, S>/program::gaussian, S>/' by_stability 'panicked|FAILED'
}

# Errors in the tables of prepared distributions, and in what decides about them.
plant_in_tables() {
  local part
  for part in Lookup Blocks Tail; do
    plant "a table is drawn from without a check: $part" samplers/src/noise/table/check.rs \
      "/^ *decide\(Refusal::$part,/d" by_refusals 'panicked|FAILED'
  done
  plant 'a table is scanned without a check of its sizes' samplers/src/noise/table/check.rs \
    's/if fits_words\(&built\.table\)/if true/' by_refusals 'panicked|FAILED'
  plant 'a table is built that the checkers refuse' samplers/src/noise/table/build.rs \
    's/block\.last_low\)\? >> BLOCK_DIGITS/block.high)? >> BLOCK_DIGITS/' by_prepared 'panicked|FAILED'
  plant 'a rare round of a batch has other bytes than one by itself' samplers/src/noise/table/draw.rs \
    's/taken: count \* BOTH,/taken: (count + usize::from(rare)) * BOTH,/' by_prepared 'panicked|FAILED'
  plant 'a batch from a table is written before it is whole' samplers/src/noise/prepared.rs \
    's/self\.draw_all\(source, None, &mut aside\.0\)\?;/self.draw_all(source, None, out)?; aside.0.copy_from_slice(out);/' \
    by_prepared 'panicked|FAILED'
  plant 'a checker lets envelopes through that are too small, seen without Rocq' samplers/src/exported/table_check.rs \
    's/let envelope_fits = .*/let envelope_fits = true;/' by_small_tables 'panicked|FAILED'
  plant 'a checker counts words of one sign alone, seen without Rocq' samplers/src/exported/table_check.rs \
    's/same = inside_ && twin_/same = inside_/' by_small_tables 'panicked|FAILED'
  plant 'a wedge is kept where the coin should decide, seen without Rocq' samplers/src/exported/table.rs \
    's/level\.add\(&N::from\(1\)\)\? <= below/level <= below/' by_small_tables 'panicked|FAILED'
  plant 'a scan is off by one word, seen without Rocq' samplers/src/exported/table_scan.rs \
    's/rank\.add\(&half\.saturating_sub\(&sum_\)\)\?/&.add(\&N::from(1))?/' by_small_tables 'panicked|FAILED'
}
