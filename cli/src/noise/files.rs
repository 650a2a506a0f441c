//! The files of one run: the table, and where the noisy table and the plot go.
//!
//! An output is never the input: the true values would be lost, and a repeated command would add noise to noise.

use std::fs::File;
use std::io::{self, Read, StdoutLock};
use std::path::Path;

use crate::arguments::{Input, Noise};
use crate::failure::Failure;
use crate::identity::{self, FileId};
use crate::staged::{self, Access, Destination, Staged};
use crate::{shown, stdout};

use super::output::Sink;

const SAME: &str = "--out and --plot are the same file";

/// The table that is read.
pub struct Table {
    /// Its bytes.
    pub reader: Box<dyn Read>,
    /// Its size if it is a regular file.
    pub size: Option<u64>,
    /// Which file it is, if it is one.
    pub id: Option<FileId>,
    /// Who may read it.
    access: Access,
}

impl Table {
    /// Opens the table.
    pub fn open(table: &Input) -> Result<Self, Failure> {
        let Some(path) = table.path() else {
            let file = identity::stream(io::stdin())
                .map_err(|error| Failure::system("look at stdin", error))?;
            let metadata = file.metadata().ok();
            return Ok(Self {
                reader: Box::new(io::stdin().lock()),
                size: None,
                id: metadata.as_ref().and_then(FileId::of),
                access: Access::of(&file),
            });
        };
        let name = shown::path(path);
        let cannot = |error| Failure::Input(format!("cannot open {name}: {error}"));
        let file = File::open(path).map_err(cannot)?;
        let metadata = file.metadata().map_err(cannot)?;
        if metadata.is_dir() {
            return Err(Failure::Input(format!("{name} is a folder, not a table")));
        }
        Ok(Self {
            size: metadata.is_file().then_some(metadata.len()),
            id: FileId::of(&metadata).or_else(|| FileId::at(path)),
            access: Access::of(&file),
            reader: Box::new(file),
        })
    }
}

/// Where the results are to go.
pub struct Plan {
    /// The noisy table, if it goes to a file.
    out: Option<Destination>,
    /// The picture of true and noisy values.
    plot: Option<Destination>,
    /// Stdout, if the noisy table goes there.
    stdout: Option<StdoutLock<'static>>,
}

impl Plan {
    /// The outputs that the command line asks for. What is wrong with them is said before the table is opened, which may be a pipe
    /// that has to wait.
    pub fn new(arguments: &Noise) -> Result<Self, Failure> {
        let out = arguments.out_file().map(Destination::resolve).transpose()?;
        let plot = arguments.plot.as_deref().map(Destination::resolve).transpose()?;
        let stdout = if out.is_none() { Some(stdout::lock()?) } else { None };
        arguments.plot.as_deref().map_or(Ok(()), refuse_other_pictures)?;
        Ok(Self { out, plot, stdout })
    }

    /// Starts the outputs, if none of them is the table.
    pub fn start(self, table: &Table) -> Result<Outputs, Failure> {
        let Self { out, plot, stdout } = self;
        let metadata = |_: &StdoutLock<'_>| identity::stream(io::stdout())?.metadata();
        let stdout_id = stdout.as_ref().map(metadata).transpose();
        let stdout_id = stdout_id.map_err(|error| Failure::system("look at stdout", error))?;
        let stdout_id = stdout_id.as_ref().and_then(FileId::of);
        refuse_clashes(table.id.as_ref(), stdout_id.as_ref(), out.as_ref(), plot.as_ref())?;
        if out.is_some() || plot.is_some() {
            staged::clean_up_when_interrupted()?;
        }
        let but_for_case =
            matches!((&out, &plot), (Some(out), Some(plot)) if out.is_but_for_case(plot));
        let plot = plot.map(|plot| Staged::create(plot, Some(table.access))).transpose()?;
        if but_for_case && plot.as_ref().is_some_and(Staged::folder_ignores_case) {
            return Err(Failure::Input(format!(
                "{SAME}: the folder does not tell small letters from capital ones"
            )));
        }
        let table = match (out, stdout) {
            (Some(out), _) => Sink::File(Staged::create(out, None)?),
            (None, Some(stdout)) => Sink::Stdout(stdout),
            (None, None) => Sink::Stdout(stdout::lock()?),
        };
        Ok(Outputs { table, plot })
    }
}

/// Where the results go.
pub struct Outputs {
    /// The noisy table.
    pub table: Sink,
    /// The picture of true and noisy values.
    pub plot: Option<Staged>,
}

/// The plot is an SVG picture, and a file of another kind would not be what its name says.
fn refuse_other_pictures(plot: &Path) -> Result<(), Failure> {
    if plot.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg")) {
        return Ok(());
    }
    let name = shown::path(plot);
    let is_ending = plot.file_name().is_some_and(|name| name.eq_ignore_ascii_case(".svg"));
    let reason = if is_ending { "has nothing before it" } else { "does not" };
    Err(Failure::Input(format!(
        "--plot writes an SVG picture: its name must end in .svg, and {name} {reason}; plot.svg is such a name"
    )))
}

fn refuse_clashes(
    input: Option<&FileId>,
    stdout: Option<&FileId>,
    out: Option<&Destination>,
    plot: Option<&Destination>,
) -> Result<(), Failure> {
    let is = |destination: Option<&Destination>, id: Option<&FileId>| {
        id.is_some()
            && destination.and_then(|destination| FileId::at(destination.path())).as_ref() == id
    };
    let message = if is(out, input) {
        "--out is the input itself; write to another file"
    } else if is(plot, input) {
        "--plot is the input itself; write to another file"
    } else if stdout.is_some() && stdout == input {
        "stdout is the input itself; write to another file"
    } else if is(plot, stdout) {
        "--plot and stdout are the same file"
    } else if matches!((out, plot), (Some(out), Some(plot)) if out.is(plot)) {
        SAME
    } else {
        return Ok(());
    };
    Err(Failure::Input(message.into()))
}
