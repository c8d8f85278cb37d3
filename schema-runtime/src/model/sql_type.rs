use std::fmt;

/// A column's type in one database's own spelling: a name with arguments and dimensions, so that
/// `vector(3)`, `citext` and `geometry(Point,4326)` need no case of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SqlType {
    /// The schema of a type that lies outside the default one and the system's.
    pub schema: Option<String>,
    /// The name, with words that follow the arguments too: `timestamp with time zone`, `int unsigned`.
    pub name: String,
    /// What stands in parentheses: a length, precision and scale, the labels of a MySQL enum (unquoted).
    pub arguments: Vec<String>,
    /// How many array dimensions; PostgreSQL stores at most whether there is one.
    pub dimensions: u8,
}

impl SqlType {
    /// A type without arguments.
    pub fn new(name: impl Into<String>) -> Self {
        Self { schema: None, name: name.into(), arguments: Vec::new(), dimensions: 0 }
    }

    /// The same type with these arguments.
    pub fn with(mut self, arguments: impl IntoIterator<Item = impl ToString>) -> Self {
        self.arguments = arguments.into_iter().map(|argument| argument.to_string()).collect();
        self
    }

    /// The labels, where an enum is not a type of its own but has them as arguments.
    pub fn labels(&self) -> Option<&[String]> {
        matches!(self.name.as_str(), "enum" | "set").then_some(self.arguments.as_slice())
    }

    /// The type without its arguments, `[]` for any array: how it stands in [`Column::accepts`](super::Column).
    pub fn bare(&self) -> String {
        let arrays = if self.dimensions > 0 { "[]" } else { "" };
        match &self.schema {
            Some(schema) => format!("{schema}.{}{arrays}", self.name),
            None => [self.name.as_str(), arrays].concat(),
        }
    }
}

/// For people: how a database would name the type; DDL is written by the backend.
impl fmt::Display for SqlType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        f.write_str(&self.name)?;
        if !self.arguments.is_empty() {
            write!(f, "({})", self.arguments.join(","))?;
        }
        (0..self.dimensions).try_for_each(|_| f.write_str("[]"))
    }
}

/// As a database would name it.
impl serde::Serialize for SqlType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
