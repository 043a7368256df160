//! `--screenshot VIEW SIZE`: a screen of the browser, printed or written as a picture, without a terminal.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::error::Error;
use crate::event::Handling;
use crate::store::write::whole;

use super::document::{handling, not_written, refuse_existing};

/// Columns and rows that a screen may have.
const SIDES: std::ops::RangeInclusive<u16> = 1..=1000;

/// The flags of a screenshot.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Args {
    /// Print a screen of the browser without a terminal: `--screenshot calendar 120x40`
    ///
    /// With the filter, --view, --now, --timezone and --ascii in force. The screen is as a fresh session opens.
    #[arg(
        long,
        num_args = 2,
        value_names = ["SCREEN", "SIZE"],
        hide_short_help = true,
        display_order = 130
    )]
    pub screenshot: Vec<String>,

    /// Write the screenshot to this file; one that ends with .svg is a picture in colours
    #[arg(
        short,
        long,
        value_name = "FILE",
        requires = "screenshot",
        hide_short_help = true,
        display_order = 131
    )]
    pub output: Option<PathBuf>,

    /// Replace the file if it exists
    #[arg(long, requires = "screenshot", hide_short_help = true, display_order = 131)]
    pub force: bool,

    /// How the screenshot is written, if the file's name does not say
    #[arg(long, value_name = "FORMAT", requires = "screenshot", hide_short_help = true, display_order = 132)]
    pub format: Option<Format>,

    /// Leave out events stricter than this from the screenshot
    #[arg(
        long,
        value_name = "LEVEL",
        requires = "screenshot",
        hide_short_help = true,
        display_order = 133,
        value_parser = handling
    )]
    pub max_handling: Option<Handling>,
}

/// How a screenshot is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines of plain text
    Text,
    /// A picture in colours
    Svg,
}

/// A screenshot that is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The name of the view.
    pub view: String,
    /// Columns and rows.
    pub size: (u16, u16),
    /// How it is written.
    pub format: Format,
    /// Where; `None`: standard output.
    pub output: Option<PathBuf>,
    /// Whether a file that exists is replaced.
    pub force: bool,
    /// Events stricter than this are left out.
    pub max_handling: Option<Handling>,
}

impl Args {
    /// Returns the screenshot that is asked for, if one is.
    ///
    /// # Errors
    /// The size is no size.
    pub(super) fn wanted(&self) -> Result<Option<Wanted>, Error> {
        let [view, size] = self.screenshot.as_slice() else { return Ok(None) };
        let output = self.output.clone().filter(|path| path.as_os_str() != "-");
        let is_picture = output.as_ref().is_some_and(|path| path.extension().is_some_and(|e| e == "svg"));
        let format = self.format.unwrap_or(if is_picture { Format::Svg } else { Format::Text });
        Ok(Some(Wanted {
            view: view.clone(),
            size: read_size(size)?,
            format,
            output,
            force: self.force,
            max_handling: self.max_handling,
        }))
    }
}

impl Wanted {
    /// Writes the screen to its file, whole or not at all, or to `out`.
    ///
    /// # Errors
    /// It cannot be written, or the file exists and may not be replaced.
    pub fn save(&self, drawn: &str, out: &mut dyn Write) -> Result<(), Error> {
        let Some(path) = &self.output else { return Ok(out.write_all(drawn.as_bytes())?) };
        refuse_existing(path, self.force)?;
        whole(path, self.force, |file| file.write_all(drawn.as_bytes()))
            .map_err(|error| not_written(path, &error))
    }
}

fn read_size(text: &str) -> Result<(u16, u16), Error> {
    let side = |side: &str| side.trim().parse::<u16>().ok().filter(|side| SIDES.contains(side));
    let sides = text.split_once(['x', 'X', '×']).and_then(|(width, height)| side(width).zip(side(height)));
    sides.ok_or_else(|| {
        Error::new(format!("`{text}` is no size of a screen"))
            .hint("write columns and rows, such as 120x40, at most 1000 each")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(size: &str, output: Option<&str>) -> Result<Wanted, Error> {
        let screenshot = vec!["calendar".to_owned(), size.to_owned()];
        let args = Args { screenshot, output: output.map(PathBuf::from), ..Args::default() };
        args.wanted().map(|wanted| wanted.expect("one is asked for"))
    }

    #[test]
    fn a_size_is_columns_and_rows() {
        assert_eq!(wanted("120x40", None).expect("a size").size, (120, 40));
        for size in ["120", "0x40", "x", "5000x40", "-1x2", "120 by 40"] {
            assert!(wanted(size, None).is_err(), "{size}");
        }
    }

    #[test]
    fn the_name_of_the_file_says_how_it_is_written() {
        assert_eq!(wanted("9x9", Some("a.svg")).expect("a shot").format, Format::Svg);
        assert_eq!(wanted("9x9", Some("a.txt")).expect("a shot").format, Format::Text);
        let out = wanted("9x9", Some("-")).expect("a shot");
        assert_eq!((out.format, out.output), (Format::Text, None), "to standard output");
    }
}
