//! Where a reader starts.

use maud::{Markup, html};

use super::File;
use super::claims::sections;
use super::code::prose;
use super::links;
use super::page::{Site, label};
use super::trust::anchor;
use crate::{Claim, Function, Suite};

const PATH: &str = "index.html";

/// The page.
pub fn page(site: &Site) -> File {
    let main = html! {
        h1 { "What is proved, tested and trusted" }
        p.lead {
            "The samplers of verinoise are defined in the Rocq prover, proved there, and printed as Rust. Here is each "
            "exported function with the theorems about it, the definition that they are about, and the Rust that runs."
        }
        (numbers(site))
        section {
            h2 id="functions" { "Functions" }
            (functions(site))
        }
        section {
            h2 id="claims" { "Claims, in plain English" }
            p { "The theorem below each says exactly what it means, and under which conditions." }
            @for (title, claims) in sections(site.audit) {
                h3 { (prose(title)) }
                @for stated in claims { (claim(stated)) }
            }
        }
        section {
            h2 id="trusted" { "Trusted, not proved" }
            (trusted(site))
        }
    };
    site.page(PATH, "Overview", &main)
}

fn numbers(site: &Site) -> Markup {
    let audit = site.audit;
    let tapes: usize = audit.functions.iter().map(|function| function.golden_tapes).sum();
    let numbers = [
        (audit.functions.len(), "exported functions", "#functions"),
        (audit.claims.len(), "theorems", "claims.html"),
        (audit.axioms.len(), "axioms, all of the standard library", "trust.html#axioms"),
        (
            audit.definition_count(),
            "definitions to read",
            "trust.html#definitions-that-the-claims-rest-on",
        ),
        (tapes, "runs replayed bit for bit", "trust.html#the-printer"),
    ];
    html! {
        ul.numbers {
            @for (number, what, address) in numbers {
                li { a href=(address) { strong { (number) } " " span { (what) } } }
            }
        }
    }
}

/// What is known of each function. A column for each kind of claim that most functions have, and for each suite that tests
/// some.
fn functions(site: &Site) -> Markup {
    let audit = site.audit;
    let of_kind = |f: &Function, kind: &str| {
        audit
            .claims
            .iter()
            .find(|c| c.function.as_deref() == Some(&f.name) && c.kind.as_deref() == Some(kind))
            .cloned()
    };
    let shared = |kind: &&str| {
        2 * audit.functions.iter().filter(|f| of_kind(f, kind).is_some()).count()
            > audit.functions.len()
    };
    let more = |f: &Function| {
        let own = |c: &&Claim| {
            !c.kind.as_deref().is_some_and(|k| c.function.as_deref() == Some(&f.name) && shared(&k))
        };
        audit.claims_about(f).filter(own).count()
    };
    let kinds: Vec<&str> = audit.kinds().into_iter().filter(shared).collect();
    let suites: Vec<&Suite> =
        audit.suites.iter().filter(|s| audit.functions.iter().any(|f| tests(f, s) > 0)).collect();
    html! {
        div.wide {
            table.status {
                thead {
                    tr {
                        th { "function" }
                        @for kind in &kinds { th { (label(kind)) } }
                        th.number { "more claims" }
                        th.number { "golden tapes" }
                        @for suite in &suites { th.number title=(suite.title) { (heading(suite, &suites)) } }
                    }
                }
                tbody {
                    @for function in audit.functions_to_read() {
                        tr {
                            th { a href=(links::function(&function.name)) { code { (function.name) } } }
                            @for kind in &kinds {
                                td { (mark(of_kind(function, kind).as_ref(), &function.name)) }
                            }
                            @let more = more(function);
                            td.number { @if more > 0 { (more) } @else { span.none { "–" } } }
                            td.number { (function.golden_tapes) }
                            @for suite in &suites {
                                @let tests = tests(function, suite);
                                td.number { @if tests > 0 { (tests) } @else { span.none { "–" } } }
                            }
                        }
                    }
                }
            }
        }
        p.note {
            "✓ proved; – not stated. Numbers count golden tapes and tests, by the file in which they are. A test that runs several "
            "functions counts for each."
        }
    }
}

fn mark(claim: Option<&Claim>, function: &str) -> Markup {
    html! {
        @match claim {
            Some(claim) => a.yes href={ (links::function(function)) "#" (claim.name) } title=(claim.name) { "✓" },
            None => span.none { "–" },
        }
    }
}

fn tests(function: &Function, suite: &Suite) -> usize {
    function.tests.iter().filter(|test| test.suite == suite.path).count()
}

/// A suite's name; with its package where two packages have one of that name.
fn heading(suite: &Suite, suites: &[&Suite]) -> String {
    let name = stem(&suite.path);
    if suites.iter().filter(|other| stem(&other.path) == name).count() > 1 {
        format!("{}/{name}", suite.path.split('/').next().unwrap_or_default())
    } else {
        name.to_owned()
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".rs").unwrap_or(name)
}

fn claim(claim: &Claim) -> Markup {
    html! {
        div.plain {
            p { (prose(&claim.paragraph)) }
            p.theorems { a href=(links::claim(&claim.name)) { (claim.name) } }
        }
    }
}

fn trusted(site: &Site) -> Markup {
    html! {
        table {
            tbody {
                @for item in &site.audit.trust {
                    tr {
                        td { a href={ "trust.html#" (anchor(&item.title)) } { (item.title) } }
                        td { (item.size) }
                        td { (prose(&item.wrong)) }
                    }
                }
            }
        }
    }
}
