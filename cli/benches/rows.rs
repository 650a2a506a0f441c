//! `verinoise noise` beside a plain pass of the crate `csv` over the same table.
//!
//!     cargo bench -p verinoise-cli --bench rows [-- ROWS]                    time, 5,000,000 rows
//!     cargo bench -p verinoise-cli --bench rows -- --instructions            instructions a row; takes valgrind
//!
//! `csv, read` looks at each field of each record; `csv, copied` writes each record again, and no value is changed. All of
//! them write to the null device. The times are the least of several, in turn.

use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const ROWS: u64 = 5_000_000;
const ROUNDS: usize = 7;
/// Instructions are counted on tables of so many rows, and of twice as many.
const COUNTED_ROWS: u64 = 100_000;
const PROGRAMS: [&str; 3] = ["csv, read", "csv, copied", "verinoise noise"];

/// Counts of a region, an age and a sex.
fn write_table(path: &Path, rows: u64) -> Result<()> {
    const REGIONS: [&str; 6] = ["north", "south", "east", "west", "centre", "islands"];
    let mut out = BufWriter::new(File::create(path)?);
    let mut state = 1_u64;
    let mut below = |bound: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    writeln!(out, "region,age,sex,n")?;
    for _ in 0..rows {
        let region = REGIONS[usize::try_from(below(6))?];
        let (age, sex, digits) = (18 + below(80), ["f", "m"][usize::try_from(below(2))?], below(4));
        let n = below(10_u64.pow(1 + u32::try_from(digits)?));
        writeln!(out, "{region},{age},{sex},{n}")?;
    }
    Ok(out.flush()?)
}

/// One pass of the crate `csv`.
fn pass(table: &Path, copied: bool) -> Result<()> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(table)?;
    let mut writer = csv::Writer::from_writer(std::io::stdout().lock());
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        if copied {
            writer.write_byte_record(&record)?;
        } else {
            record.iter().for_each(|field| {
                black_box(field);
            });
        }
    }
    Ok(writer.flush()?)
}

/// The command that is measured.
fn command(program: &str, table: &Path, before: &[&str]) -> Result<Command> {
    let this = env::current_exe()?;
    let this = this.to_str().ok_or("a path that is not UTF-8")?;
    let table = table.to_str().ok_or("a path that is not UTF-8")?;
    let arguments = match program {
        "verinoise noise" => {
            let options = ["--column", "n", "--rho", "1/10", "--sensitivity", "1"];
            [&[env!("CARGO_BIN_EXE_verinoise"), "noise", table], options.as_slice()].concat()
        }
        _ => vec![this, program, table],
    };
    let arguments = [before, &arguments].concat();
    let mut command = Command::new(arguments[0]);
    let null = File::options().write(true).open("/dev/null")?;
    command.args(&arguments[1..]).stdin(Stdio::null()).stdout(null);
    Ok(command)
}

fn time(program: &str, table: &Path) -> Result<Duration> {
    let mut command = command(program, table, &[])?;
    let start = Instant::now();
    let output = command.stderr(Stdio::piped()).output()?;
    let time = start.elapsed();
    if output.status.success() { Ok(time) } else { Err(format!("{program} failed").into()) }
}

fn count_instructions(program: &str, table: &Path, folder: &Path) -> Result<u64> {
    let counts = folder.join("counts");
    let option = format!("--callgrind-out-file={}", counts.display());
    let valgrind = ["valgrind", "-q", "--tool=callgrind", &option];
    let status = command(program, table, &valgrind)?.stderr(Stdio::null()).status()?;
    let text = fs::read_to_string(&counts)?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
    match (status.success(), total) {
        (true, Some(total)) => Ok(total.trim().parse()?),
        _ => Err(format!("{program} failed under valgrind").into()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "ratios")]
fn report(unit: &str, numbers: [f64; 3], rows: u64) {
    println!(
        "{rows} rows\n\n| program | {unit} a row | ratio to csv, read | to csv, copied |\n|---|---|---|---|"
    );
    for (program, number) in PROGRAMS.into_iter().zip(numbers) {
        let [read, copied, _] = numbers.map(|other| number / other);
        println!("| {program} | {:.0} | {read:.2} | {copied:.2} |", number / rows as f64);
    }
}

#[expect(clippy::cast_precision_loss, reason = "ratios")]
fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).filter(|name| name != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let [program, table] = arguments[..] {
        return pass(table.as_ref(), program == PROGRAMS[1]);
    }
    let folder = tempfile::tempdir()?;
    let table = folder.path().join("table.csv");
    if arguments == ["--instructions"] {
        let mut counts = [0.0; 3];
        for (rows, sign) in [(COUNTED_ROWS, -1.0), (2 * COUNTED_ROWS, 1.0)] {
            write_table(&table, rows)?;
            for (count, program) in counts.iter_mut().zip(PROGRAMS) {
                *count += sign * count_instructions(program, &table, folder.path())? as f64;
            }
        }
        report("instructions", counts, COUNTED_ROWS);
        return Ok(());
    }
    let rows = arguments.first().map_or(Ok(ROWS), |rows| rows.parse())?;
    write_table(&table, rows)?;
    let mut times = [Duration::MAX; 3];
    for _ in 0..ROUNDS {
        for (least, program) in times.iter_mut().zip(PROGRAMS) {
            *least = time(program, &table)?.min(*least);
        }
    }
    report("ns", times.map(|time| time.as_nanos() as f64), rows);
    Ok(())
}
