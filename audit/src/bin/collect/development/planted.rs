//! A development in which statements rest on definitions in every way that the language has, most of which do not show.
//!
//! `planted/Base.v` and `planted/Claims.v` were compiled by `coqc -Q . Planted FILE`, which wrote the `.glob` files.

use std::collections::BTreeSet;

use super::{Development, Kind, Node};

const BASE: &str = include_str!("planted/Base.v");
const BASE_GLOB: &str = include_str!("planted/Base.glob.txt");
const CLAIMS: &str = include_str!("planted/Claims.v");
const CLAIMS_GLOB: &str = include_str!("planted/Claims.glob.txt");

fn sources() -> Vec<(String, String, String)> {
    [("Base.v", BASE, BASE_GLOB), ("Claims.v", CLAIMS, CLAIMS_GLOB)]
        .map(|(path, text, glob)| (path.to_owned(), text.to_owned(), glob.to_owned()))
        .to_vec()
}

pub fn development() -> Development {
    Development::new(&sources()).expect("the planted development")
}

fn first_name(node: &Node) -> &str {
    node.names.first().map_or("", String::as_str)
}

/// The names of what a claim rests on; an implicit declaration and a tactic go by their keyword.
fn rests_on(claim: &str) -> BTreeSet<String> {
    let development = development();
    let node = development.find(&format!("Planted.Claims.{claim}")).expect(claim);
    let closure = development.rests_on(node).expect("trusted libraries");
    let name = |node: &Node| {
        if node.names.is_empty() { node.keyword.clone() } else { node.names[0].clone() }
    };
    closure.nodes.iter().map(|index| name(development.node(*index))).collect()
}

fn assert_rests_on(claim: &str, expected: &[&str]) {
    let expected: BTreeSet<String> = expected.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(rests_on(claim), expected, "{claim}");
}

#[test]
fn local_definitions_and_notations_count() {
    assert_rests_on("claim_shown", &["shown", "hidden"]);
    assert_rests_on("claim_notation", &["by_notation", "short", ":::x_'<+>'_x", "shown", "hidden"]);
}

#[test]
fn what_is_used_without_being_named_counts() {
    let coercion = ["by_coercion", "one_pair", "pair_of", "Coercion", "as_nat"];
    assert_rests_on("claim_coercion", &coercion);
    let instance = ["by_instance", "measured", "measured_bool", "shown", "hidden"];
    assert_rests_on("claim_instance", &instance);
    assert_rests_on("claim_type", &["by_type", "pair_of", "Implicit", "Coercion", "as_nat"]);
}

#[test]
fn tactics_that_define_count() {
    assert_rests_on("claim_tactic", &["by_tactic", "Ltac"]);
    assert_rests_on("claim_term", &["by_term", "Ltac"]);
    let development = development();
    let defined = development.find("Planted.Base.by_tactic").expect("a definition");
    assert!(development.node(defined).text.ends_with("invented.\nDefined."));
    // How a definition that ends in Qed was made cannot be told from outside.
    assert_rests_on("claim_opaque", &["opaque_part"]);
}

#[test]
fn variables_of_sections_count() {
    assert_rests_on("claim_variable", &["by_variable", "Variables.twice", "T"]);
    // A lemma is generalised over what its proof uses of the sections that it is in.
    let development = development();
    let lemma = development.find("Planted.Base.in_section").expect("a lemma");
    let closure = development.rests_on(lemma).expect("trusted libraries");
    let names: Vec<&str> =
        closure.nodes.iter().map(|index| first_name(development.node(*index))).collect();
    assert_eq!(names, ["hidden", "T", "Variables.weight_pos", "Variables.twice"]);
}

#[test]
fn inductive_types_and_what_comes_with_them_count() {
    assert_rests_on("claim_inductive", &["shades", "shade"]);
    assert_rests_on("claim_scheme", &["by_scheme", "colour", "Scheme"]);
    assert_rests_on("claim_induction", &["by_induction", "colour"]);
    let development = development();
    let names = |id: &str| development.node(development.find(id).expect(id)).names.clone();
    assert_eq!(names("Planted.Base.shade"), ["shade", "Dark", "Light", "hue", "Red"]);
    assert_eq!(names("Planted.Base.pair_of"), ["pair_of", "left_of", "right_of", "Pair"]);
}

#[test]
fn a_proof_inside_a_definition_counts_by_its_statement() {
    assert_rests_on("claim_with_proof", &["with_proof", "reflexive"]);
}

#[test]
fn names_that_are_local_to_sections_are_told_apart() {
    assert_rests_on("claim_first", &["first_local", "local"]);
    assert_rests_on("claim_second", &["second_local", "local", "hidden"]);
}

#[test]
fn full_names_are_unique() {
    let development = development();
    let ids: BTreeSet<&str> =
        (0..development.len()).map(|index| development.node(index).id.as_str()).collect();
    assert_eq!(ids.len(), development.len());
    for id in [
        "Planted.Base.\"x <+> x\"",
        "Planted.Base.local:55",
        "Planted.Base.Ltac:22",
        "Planted.Base.shade",
    ] {
        assert!(ids.contains(id), "{id} not in {ids:?}");
    }
}

#[test]
fn other_libraries_are_listed() {
    let development = development();
    let node = development.find("Planted.Claims.claim_with_proof").expect("a claim");
    let closure = development.rests_on(node).expect("trusted libraries");
    for name in ["Coq.Init.Specif.proj1_sig", "Coq.Init.Datatypes.nat", "Coq.Init.Logic.\"x = x\""]
    {
        assert!(closure.outside.contains(name), "{name} not in {:?}", closure.outside);
    }
}

#[test]
fn a_library_that_nobody_vouches_for_is_an_error() {
    let [base, mut claims] = <[_; 2]>::try_from(sources()).expect("two files");
    claims.2 = claims.2.replacen(
        "Coq.Init.Peano <> ::nat_scope:x_'<'_x not",
        "Elsewhere.Order <> less def",
        1,
    );
    let development = Development::new(&[base, claims]).expect("a development");
    let claim = development.find("Planted.Claims.claim_shown").expect("a claim");
    let error = development.rests_on(claim).expect_err("a foreign library");
    assert!(error.contains("claim_shown rests on Elsewhere.Order.less"), "{error}");
}

#[test]
fn what_nothing_is_proved_from_is_found() {
    let development = development();
    let claims = development.theorems_in("Claims.v").map(|(index, _)| index);
    let reached = development.reached(claims);
    let left = (0..development.len()).filter(|index| !reached.contains(index));
    let left: Vec<&Node> = left.map(|index| development.node(index)).collect();
    let names: Vec<&str> = left.iter().map(|node| first_name(node)).collect();
    // `helper` is reached by a proof only. An example is there for its own sake, which is for the caller to say.
    assert_eq!(names, ["Variables.weight_pos", "in_section", "unused", "evaluated"]);
    assert_eq!(left.last().map(|node| node.kind), Some(Kind::Example));
}

#[test]
fn the_listing_can_be_read_by_itself() {
    let development = development();
    let node = development.find("Planted.Claims.claim_variable").expect("a claim");
    let closure = development.rests_on(node).expect("trusted libraries");
    let expected = "=== Base.v\n\nSection Variables.\n\nContext {T : Type} (weight : T -> nat).\n\n\
                    Let twice (t : T) : nat := weight t + weight t.\n\n\
                    Definition by_variable (t : T) : nat := twice t.\n\nEnd Variables.\n\n";
    assert_eq!(development.listing(&closure.nodes), expected);
}

#[test]
fn a_file_that_changed_after_it_was_compiled_is_an_error() {
    let [mut base, claims] = <[_; 2]>::try_from(sources()).expect("two files");
    base.1 = base.1.replacen("hidden", "concealed", 1);
    let error = Development::new(&[base, claims]).expect_err("another file");
    assert!(error.contains("Base.v is not what was compiled"), "{error}");
}

#[test]
fn a_reference_to_nothing_is_an_error() {
    let [base, mut claims] = <[_; 2]>::try_from(sources()).expect("two files");
    claims.2 = claims.2.replacen("Planted.Base <> shown def", "Planted.Base <> shone def", 1);
    let error = Development::new(&[base, claims]).expect_err("no such name");
    assert!(error.contains("Planted.Base does not define shone"), "{error}");
}
