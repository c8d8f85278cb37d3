//! A place to write to comes in, whether it shows colour goes out; and the few styles that the text has.

use std::fmt;
use std::io::IsTerminal;

/// Whether text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// With escape codes, wherever it goes.
    Always,
    /// Plain.
    Never,
}

impl Colour {
    /// For a stream: coloured on a terminal, plain in a pipe, in a dumb terminal, or with `NO_COLOR`.
    ///
    /// ```
    /// use schema_runtime::report::Colour;
    /// # let report = schema_runtime::report::Report::new(schema_runtime::backend::Backend::Sqlite, Vec::new());
    /// print!("{}", report.text().colour(Colour::of(&std::io::stdout())));
    /// ```
    pub fn of(stream: &impl IsTerminal) -> Self {
        let set = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if stream.is_terminal() && !dumb && !set("NO_COLOR") { Self::Always } else { Self::Never }
    }
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Red,
    Yellow,
    Magenta,
    Green,
    Cyan,
    Bold,
    Dim,
}

/// A piece of text in a style.
pub(super) struct Painted<T> {
    pub(super) text: T,
    pub(super) style: Style,
    pub(super) colour: Colour,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = match self.style {
            Style::Red => "1;31",
            Style::Yellow => "33",
            Style::Magenta => "35",
            Style::Green => "32",
            Style::Cyan => "36",
            Style::Bold => "1",
            Style::Dim => "2",
        };
        match self.colour {
            Colour::Always => write!(f, "\x1b[{code}m{}\x1b[0m", self.text),
            Colour::Never => self.text.fmt(f),
        }
    }
}
