//! An expression comes in, its text goes out, laid out as rustfmt does by default.

const MAX_WIDTH: usize = 100;
/// How wide a chain of calls, the arguments of a call or an array may be on one line.
const SMALL_WIDTH: usize = 60;

/// A Rust expression, as far as migrations need one.
#[derive(Debug, Clone)]
pub(super) enum Code {
    /// A literal or a path.
    Word(String),
    /// `path(arguments)`.
    Function(String, Vec<Code>),
    /// `root.first(…).second(…)`.
    Chain(Box<Code>, Vec<Call>),
    /// `(a, b)`.
    Tuple(Vec<Code>),
    /// `[a, b]`.
    Array(Vec<Code>),
    /// `&a`.
    Reference(Box<Code>),
}

/// A link of a chain.
#[derive(Debug, Clone)]
pub(super) enum Call {
    /// `.method(arguments)`.
    Method(&'static str, Vec<Code>),
    /// `.await?`.
    Await,
    /// `.await.map_err(…)?`.
    AwaitDuring(Code),
}

/// A string as a literal; a raw one where it would need escapes and can do without.
pub(super) fn text(text: &str) -> Code {
    let escaped = format!("{text:?}");
    let raw = text.contains(['"', '\\']) && !text.contains(|c: char| c.is_control() && c != '\n');
    if !raw && !text.contains('\n') {
        return Code::Word(escaped);
    }
    if text.contains(|c: char| c.is_control() && c != '\n') {
        return Code::Word(escaped);
    }
    let hashes = (1..).map(|count| "#".repeat(count)).find(|hashes| !text.contains(&format!("\"{hashes}")));
    let hashes = hashes.unwrap_or_default();
    Code::Word(format!("r{hashes}\"{text}\"{hashes}"))
}

pub(super) fn word(text: impl Into<String>) -> Code {
    Code::Word(text.into())
}

pub(super) fn function(path: impl Into<String>, arguments: impl Into<Vec<Code>>) -> Code {
    Code::Function(path.into(), arguments.into())
}

impl Code {
    /// `self.name(arguments)`.
    pub(super) fn call(self, name: &'static str, arguments: impl Into<Vec<Code>>) -> Self {
        self.link(Call::Method(name, arguments.into()))
    }

    /// `self.await?`.
    pub(super) fn awaited(self) -> Self {
        self.link(Call::Await)
    }

    /// `self.await.map_err(during)?`.
    pub(super) fn awaited_during(self, during: Code) -> Self {
        self.link(Call::AwaitDuring(during))
    }

    fn link(self, call: Call) -> Self {
        match self {
            Self::Chain(root, mut calls) => {
                calls.push(call);
                Self::Chain(root, calls)
            }
            Self::Word(_) | Self::Function(..) | Self::Tuple(_) | Self::Array(_) | Self::Reference(_) => {
                Self::Chain(Box::new(self), vec![call])
            }
        }
    }

    /// On as many lines as it needs: the first starts at `column`, the others are `indent` columns in, and `behind`
    /// characters follow the last.
    pub(super) fn print(&self, indent: usize, column: usize, behind: usize) -> String {
        let room = MAX_WIDTH.saturating_sub(column + behind);
        if let Some(flat) = self.flat().filter(|flat| width(flat) <= room) {
            return flat;
        }
        match self {
            Self::Word(word) => word.clone(),
            Self::Function(path, arguments) => {
                format!("{path}({})", list(arguments, indent, column + width(path) + 1))
            }
            Self::Tuple(items) => format!("({})", on_lines(items, indent)),
            Self::Array(items) => match items.as_slice() {
                [single @ Self::Tuple(_)] => format!("[{}]", single.print(indent, column + 1, 1)),
                _ => format!("[{}]", on_lines(items, indent)),
            },
            Self::Reference(inner) => format!("&{}", inner.print(indent, column + 1, behind)),
            Self::Chain(root, calls) => {
                let mut text = root.print(indent, column, 0);
                // What follows a closing parenthesis at the margin stands below it.
                let inner = if text.contains('\n') { indent } else { indent + 4 };
                for call in calls {
                    text += &format!("\n{}", " ".repeat(inner));
                    text += &match call {
                        Call::Await => ".await?".to_owned(),
                        Call::AwaitDuring(during) => {
                            let line = " ".repeat(inner);
                            let during = list(std::slice::from_ref(during), inner, inner + ".map_err(".len());
                            format!(".await\n{line}.map_err({during})?")
                        }
                        Call::Method(name, arguments) => {
                            format!(".{name}({})", list(arguments, inner, inner + width(name) + 2))
                        }
                    };
                }
                text
            }
        }
    }

    /// On one line, if nothing in it is too wide for one.
    fn flat(&self) -> Option<String> {
        match self {
            Self::Word(word) => (!word.contains('\n')).then(|| word.clone()),
            Self::Function(path, arguments) => Some(format!("{path}({})", flat_list(arguments)?)),
            Self::Tuple(items) => {
                flat_list(items).filter(|list| width(list) <= SMALL_WIDTH).map(|list| format!("({list})"))
            }
            Self::Array(items) => {
                flat_list(items).filter(|list| width(list) <= SMALL_WIDTH).map(|list| format!("[{list}]"))
            }
            Self::Reference(inner) => inner.flat().map(|inner| format!("&{inner}")),
            Self::Chain(root, calls) => {
                let mut text = root.flat()?;
                for call in calls {
                    match call {
                        Call::Await => text += ".await?",
                        Call::AwaitDuring(during) => text += &format!(".await.map_err({})?", during.flat()?),
                        Call::Method(name, arguments) => {
                            text += &format!(".{name}({})", flat_list(arguments)?)
                        }
                    }
                }
                let links: usize = calls.iter().map(Call::links).sum();
                (links == 1 || width(&text) <= SMALL_WIDTH).then_some(text)
            }
        }
    }
}

impl Call {
    /// How many links of a chain rustfmt sees.
    fn links(&self) -> usize {
        match self {
            Self::Method(..) | Self::Await => 1,
            Self::AwaitDuring(_) => 2,
        }
    }
}

/// A single argument may take the whole line, several may not.
fn flat_list(items: &[Code]) -> Option<String> {
    let flat: Option<Vec<_>> = items.iter().map(Code::flat).collect();
    let list = flat?.join(", ");
    (items.len() < 2 || width(&list) <= SMALL_WIDTH).then_some(list)
}

/// What stands between the parentheses of a call: on the line, hugged by them, or on lines of its own.
fn list(items: &[Code], indent: usize, column: usize) -> String {
    if let Some(flat) = flat_list(items).filter(|flat| column + width(flat) < MAX_WIDTH) {
        return flat;
    }
    match items {
        [single @ (Code::Function(..) | Code::Tuple(_) | Code::Array(_) | Code::Reference(_))] => {
            single.print(indent, column, 1)
        }
        _ => on_lines(items, indent),
    }
}

fn on_lines(items: &[Code], indent: usize) -> String {
    let inner = indent + 4;
    let start = format!("\n{}", " ".repeat(inner));
    let lines: String = items.iter().map(|item| format!("{start}{},", item.print(inner, inner, 1))).collect();
    format!("{lines}\n{}", " ".repeat(indent))
}

fn width(text: &str) -> usize {
    text.chars().count()
}
