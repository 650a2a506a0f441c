//! The command line.

use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;

use crate::parse::{count, integer, positive, positive_rational, probability, rational};
use crate::randomness::Seed;
use crate::shown;

/// Exact discrete Gaussian and discrete Laplace noise for differential privacy
///
/// The samplers are defined and proved in the Rocq prover. No floating-point number takes part in a sample: parameters are
/// exact rationals, written as integers (25), fractions (25/4) or decimals (6.25).
#[derive(Debug, Parser)]
#[command(name = "verinoise", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The subcommand.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 reading, writing or randomness failed; 2 the command line, the table or \
                          the checkout is wrong.";

/// The subcommands of the program.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print samples, one integer a line
    #[command(subcommand)]
    Sample(Sample),
    /// Add noise to a column of a CSV table
    ///
    /// Reads a CSV table with a header, adds fresh noise to every value of one column of integers, and writes the table with
    /// everything else as it was, byte for byte. What was done, and what it costs in privacy, goes to stderr.
    ///
    /// Gaussian noise (--rho) has the variance parameter σ² = K·Δ²/(2ρ), Laplace noise (--epsilon) the scale t = K·Δ/ε, both
    /// exact, where Δ is the sensitivity and K the number of contributions.
    Noise(Noise),
    /// Convert between ρ-zCDP, pure ε-DP and (ε, δ)-DP, and add up what several queries cost
    ///
    /// Given what was spent (--rho, --epsilon), the command prints the ε at each --delta, and the δ at --target-epsilon. Given
    /// only --target-epsilon and --delta, it prints the largest ρ that may be spent. The costs of several --rho and --epsilon
    /// are composed.
    ///
    /// Every line is true as it is printed: a printed ε or δ is never below the true one, a ρ that may be spent is never above
    /// it, and each line is computed from the other numbers as they are printed, at most twelve digits of each. No
    /// floating-point number takes part.
    Account(Account),
    /// Show what is proved, tested and trusted of each exported function
    ///
    /// For each function that Rocq printed as Rust: the theorems about it in plain English and as Rocq prints them, the axioms
    /// that they rest on, its definition, its Rust text, and its tests. All of that is part of this program; nothing is built
    /// or fetched.
    Audit(Audit),
}

/// `verinoise sample`.
#[derive(Debug, Subcommand)]
pub enum Sample {
    /// Samples of the discrete Gaussian: P(x) is proportional to exp(-x²/(2σ²)) on the integers
    #[command(after_help = "Example: ten samples with σ² = 25/4, that is σ = 2.5\n  \
                            verinoise sample gaussian --variance 25/4 -n 10")]
    Gaussian {
        /// The variance parameter σ², a positive rational: 25/4, 6.25, 6
        #[arg(long, value_name = "RATIONAL", value_parser = positive_rational, allow_hyphen_values = true)]
        variance: Ratio<BigUint>,
        /// The number of samples and their location.
        #[command(flatten)]
        draws: Draws,
    },
    /// Samples of the discrete Laplace distribution: P(x) is proportional to exp(-|x|/t) on the integers
    #[command(after_help = "Example: ten samples with scale t = 10\n  \
                            verinoise sample laplace --scale 10 -n 10")]
    Laplace {
        /// The scale t, a positive rational: 10, 21/2, 0.5
        #[arg(long, value_name = "RATIONAL", value_parser = positive_rational, allow_hyphen_values = true)]
        scale: Ratio<BigUint>,
        /// The number of samples and their location.
        #[command(flatten)]
        draws: Draws,
    },
}

/// The number of samples, and the number that they lie around.
#[derive(Debug, Args)]
pub struct Draws {
    /// The number of samples to print
    #[arg(short = 'n', long, value_name = "N", default_value = "1", value_parser = count)]
    pub count: u64,
    /// The integer that the samples are centred on
    #[arg(long, value_name = "INTEGER", default_value = "0", value_parser = integer, allow_hyphen_values = true)]
    pub location: BigInt,
    /// For tests only, gives no privacy: 64 hexadecimal digits that determine every sample, with the parameter and
    /// the release of this program
    #[arg(long, value_name = "HEX")]
    pub seed: Option<Seed>,
}

/// `verinoise noise`.
#[derive(Debug, Args)]
#[command(after_help = NOISE_HELP, group = clap::ArgGroup::new("privacy").required(true))]
pub struct Noise {
    /// The table; `-` stands for stdin
    #[arg(value_name = "FILE", default_value = "-")]
    pub table: Input,
    /// The name of the column that gets the noise; it is in the first line, and no number
    #[arg(long, value_name = "NAME")]
    pub column: String,
    /// Gaussian noise: the ρ of zero-concentrated differential privacy (ρ-zCDP), of the table with --contributions,
    /// otherwise of each cell
    #[arg(long, value_name = "RATIONAL", group = "privacy", value_parser = positive_rational, allow_hyphen_values = true)]
    pub rho: Option<Ratio<BigUint>>,
    /// Laplace noise: the ε of pure differential privacy (ε-DP), of the table with --contributions, otherwise of each cell
    #[arg(long, value_name = "RATIONAL", group = "privacy", value_parser = positive_rational, allow_hyphen_values = true)]
    pub epsilon: Option<Ratio<BigUint>>,
    /// Δ: by how much adding or removing one unit can change a cell; 1 for counts of units
    #[arg(long, value_name = "INTEGER", value_parser = positive, allow_hyphen_values = true)]
    pub sensitivity: NonZeroU64,
    /// K: how many cells one unit can change; the noise is made for the whole table
    #[arg(long, value_name = "INTEGER", value_parser = positive, allow_hyphen_values = true)]
    pub contributions: Option<NonZeroU64>,
    /// Whose privacy is kept, for the report: person, household, person-year
    #[arg(long, value_name = "NAME", default_value = "record", value_parser = unit)]
    pub unit: String,
    /// Write the table to this file, complete or not at all, rather than to stdout (`-`)
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Draw true against noisy values into this file (.svg); it shows true values, so it is not for release
    #[arg(long, value_name = "FILE")]
    pub plot: Option<PathBuf>,
    /// The separator of columns: one ASCII character, or `tab`
    #[arg(long, value_name = "CHAR", default_value = ",", value_parser = delimiter)]
    pub delimiter: u8,
    /// For tests only, gives no privacy: 64 hexadecimal digits that determine all the noise, with the parameter and
    /// the release of this program
    #[arg(long, value_name = "HEX")]
    pub seed: Option<Seed>,
}

impl Noise {
    /// The file that the table goes to, if it does not go to stdout.
    pub fn out_file(&self) -> Option<&Path> {
        self.out.as_deref().filter(|path| path.as_os_str() != "-")
    }
}

const NOISE_HELP: &str = "\
Examples:
  verinoise noise counts.csv --column n --rho 1/10 --sensitivity 1 > noisy.csv
  verinoise noise in.csv --column n --epsilon 0.5 --sensitivity 1 --out noisy.csv
  verinoise noise in.csv --column n --rho 1/10 --sensitivity 1 --contributions 5 --unit person
  zcat in.tsv.gz | verinoise noise --delimiter tab --column n --rho 0.1 --sensitivity 1

Values are integers of 64 bits with an optional sign; spaces and tabs around them are ignored, and left out of the \
output. A value that is none, or that would leave 64 bits with its noise, is an error, never clamped. A value in quotes \
stays in quotes. Memory stays the same however long the table is; a row is shorter than 16 MiB and has at most 65,536 columns.

Tables are read strictly, since a value that is taken for text would come out without noise. A field that contains the \
delimiter, a quote or a line end stands in quotes, and quotes in it are doubled: 6\" is written \"6\"\"\". All rows have as \
many fields as the header; all lines end alike (LF or CRLF, or all with CR); empty lines are copied. Whatever programs read \
in different ways is an error with its place: text after a closing quote, a quote inside a field without quotes, a quote \
behind a backslash, a byte 0, a field of several lines one of which alone would be a row, a header of several lines. The \
encoding is UTF-8 or another one in which ASCII characters are single bytes and the bytes of ASCII characters stand for \
nothing else (Latin-1, not Shift-JIS); bytes that are not ASCII are copied. No message shows a value.

Privacy: the noise protects the values of the one column. The other columns and the set of rows are released as they are, so \
the table must list its cells independently of the data, empty ones with a 0. Every run costs privacy anew. Negative noisy \
counts are normal; clamping or rounding the output afterwards is free.

The unit is whatever is added or removed: a record, or a person with several records. With --contributions K, --rho or \
--epsilon is what the whole table costs a unit that changes at most K cells, each by at most Δ: this is the right choice \
where a unit may count in several cells. Without it, the noise and the stated cost are those of one cell, and a unit that \
changes k cells by up to Δ each pays up to k times. If the changes that one unit makes, up or down, add up to at most S over \
all cells (a person with S records in a table of counts), --sensitivity S without --contributions covers the whole table, \
too.

Noise comes from a table that is made for its parameter and checked before the first row, wherever there is one: for σ and t up to 2^50 \
unless they are fractions of very long terms. Its distribution is exactly the same with a table and without. With --seed, each value gets the noise that its place among the \
values, the parameter and the seed determine, however many rows follow; `sample` with the same parameter and seed prints the same noise.

With a ρ or ε that is large next to Δ, many values come out as they are. When a value comes out unchanged with a probability \
of 50 % or more, a warning says so, with the largest of the percentages 50, 60, 70, 80, 90, 95, 99, 99.9 and so on that is certain.

Files: --out and --plot appear together when all has gone well; otherwise both stay as they were. They are written beside \
their destinations and renamed, the plot first: killed (-9) between the two, the plot is new, the table is old, and files \
.verinoise-* remain. No output may be the input; an input that comes through a pipe cannot be recognised as the file that an \
output replaces. What is replaced keeps its owner, group, permissions and access control list, or becomes less open. A plot \
has no permission bits that its table lacks, and is yours alone if the table comes from a pipe, but the folder that it is put \
into may be more open. `-` and redirection are stdout, where an error can come after rows have been written; the message then says so. A file \
called `-` is `./-`.

Exit codes: 0 done; 1 reading, writing or randomness failed; 2 the command line or the table is wrong. Signals that end the \
program remove temporary files first (shells then show 130, 143, 129); hang-ups are ignored under nohup.";

/// `verinoise account`.
#[derive(Debug, Args)]
#[command(after_help = ACCOUNT_HELP)]
pub struct Account {
    /// The cost of a query in ρ-zCDP; may be repeated
    #[arg(long, value_name = "RATIONAL", value_parser = positive_rational, allow_hyphen_values = true)]
    pub rho: Vec<Ratio<BigUint>>,
    /// The cost of a query in pure ε-DP; may be repeated
    #[arg(long, value_name = "RATIONAL", value_parser = positive_rational, allow_hyphen_values = true)]
    pub epsilon: Vec<Ratio<BigUint>>,
    /// The δ of (ε, δ)-DP, between 0 and 1; may be repeated [default: 1e-6 and 1e-9]
    #[arg(long, value_name = "RATIONAL", value_parser = probability, allow_hyphen_values = true)]
    pub delta: Vec<Ratio<BigUint>>,
    /// The ε of (ε, δ)-DP that is to be kept; it may be 0
    #[arg(long, value_name = "RATIONAL", value_parser = rational, allow_hyphen_values = true)]
    pub target_epsilon: Option<Ratio<BigUint>>,
    /// Δ: by how much adding or removing one record can change a query's answer; prints the noise as well
    #[arg(long, value_name = "INTEGER", value_parser = positive, allow_hyphen_values = true)]
    pub sensitivity: Option<NonZeroU64>,
}

const ACCOUNT_HELP: &str = "\
Examples:
  verinoise account --rho 1/2 --delta 1e-9
  verinoise account --rho 1/10 --rho 1/10 --rho 3/10        three queries together
  verinoise account --epsilon 1/2 --sensitivity 1           the Laplace noise, and what it gives
  verinoise account --rho 1/2 --target-epsilon 5            the δ at this ε
  verinoise account --target-epsilon 1 --delta 1e-9 --sensitivity 1

Pure ε-DP counts as ρ-zCDP with ρ = min(ε, ε²/2). The (ε, δ) that follows from the total ρ is computed at the best \
order of Rényi divergence. With one --rho and --sensitivity, the line `one query` gives a δ of a single integer \
answer: the exact one, rounded up, where σ is at most 4096 and the exact δ is at least 1e-1000, and elsewhere one that is \
true as well, but may be as large as the same bound. Unlike ρ, this δ does not add up.

Exit codes: 0 done; 1 writing failed; 2 the command line is wrong.";

/// `verinoise audit`.
#[derive(Debug, Args)]
#[command(after_help = AUDIT_HELP)]
pub struct Audit {
    /// Show this function only, with its definition and its Rust text
    #[arg(value_name = "FUNCTION")]
    pub function: Option<String>,
    /// Print everything as JSON
    #[arg(long)]
    pub json: bool,
    /// Write a web site into this folder: claims, definitions and Rust with links between them
    #[arg(long, value_name = "DIR", conflicts_with_all = ["function", "json"])]
    pub html: Option<PathBuf>,
    /// Compare every file of this checkout of verinoise with those that the audit is about
    #[arg(long, value_name = "REPOSITORY", conflicts_with_all = ["function", "json", "html"])]
    pub verify: Option<PathBuf>,
    /// Print the SHA-256 of every file, for `sha256sum --check`
    #[arg(long, conflicts_with_all = ["function", "json", "html", "verify"])]
    pub checksums: bool,
}

const AUDIT_HELP: &str = "\
Examples:
  verinoise audit | less
  verinoise audit gaussian
  verinoise audit --json | jq '.functions[] | {name, claims}'
  verinoise audit --html report/        then open report/index.html
  verinoise audit --verify ~/src/verinoise

The site needs no network and no scripts. It is put together beside DIR and moved there when complete; an earlier site is \
replaced. A folder with any file that no earlier site had is left alone.

--verify hashes every file but those that builds leave behind, and reports files that the audit does not know. It says what it does not \
look at. Without this command: verinoise audit --checksums > sums, then sha256sum --check sums in the checkout.

Exit codes: 0 done; 1 reading or writing failed; 2 the command line is wrong, DIR is not free, or the checkout differs.";

/// The place that a table comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl From<&std::ffi::OsStr> for Input {
    fn from(text: &std::ffi::OsStr) -> Self {
        if text == "-" { Self::Stdin } else { Self::File(text.into()) }
    }
}

impl Input {
    /// The file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "stdin".into(),
            Self::File(path) => shown::path(path),
        }
    }
}

/// A name that can stand in a sentence on one line.
fn unit(text: &str) -> Result<String, String> {
    const MOST: usize = 40;
    if shown::is_plain(text) && text.chars().count() <= MOST {
        Ok(text.to_owned())
    } else {
        Err(format!("must be a name of 1 to {MOST} visible characters"))
    }
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !byte.is_ascii_digit() && !b"\"\r\n\0+-".contains(byte) => {
            Ok(*byte)
        }
        _ => Err("must be one ASCII character, and no quote, digit, sign or line end".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn units() {
        assert_eq!(unit("person-year"), Ok("person-year".to_owned()));
        for wrong in ["", " ", " a", "a\nb", "\u{1b}[1m", &"x".repeat(41)] {
            assert!(unit(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn delimiters() {
        for (text, byte) in [(",", b','), (";", b';'), ("|", b'|'), ("tab", b'\t'), ("\\t", b'\t')]
        {
            assert_eq!(delimiter(text), Ok(byte));
        }
        for wrong in ["", ",,", "\"", "\n", "7", "-", "é"] {
            assert!(delimiter(wrong).is_err(), "{wrong:?}");
        }
    }
}
