/// What a database can do: facts without defaults, so that a new question must be answered for everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Enum types are objects of their own.
    pub enum_types: bool,
    /// Tables live in schemas that can be created.
    pub schemas: bool,
    /// A foreign key can be added to a table that is there; where not, it stands in `CREATE TABLE`.
    pub add_foreign_key: bool,
    /// A check or a unique constraint can be added and dropped.
    pub alter_constraint: bool,
    /// A primary key can be added and dropped.
    pub alter_primary_key: bool,
    /// Type, nullability and default of a column can be changed.
    pub alter_column: bool,
    /// What stands behind a table's closing parenthesis can be changed.
    pub alter_options: bool,
    /// A column can be added whose values for the rows that are there have to be computed or stored; where not, they
    /// are all the same, or computed when they are read.
    pub add_computed_column: bool,
    /// Comments are kept.
    pub comments: bool,
    /// An index can be renamed.
    pub rename_index: bool,
    /// A primary key, a foreign key or a check can be renamed, and has a name.
    pub rename_constraint: bool,
    /// The name of a unique constraint is known to the server; where not, it is a word in its table's text.
    pub named_uniques: bool,
    /// What numbers a column is a sequence with a name of its own.
    pub named_sequences: bool,
    /// An index serves a foreign key and cannot go before it.
    pub foreign_key_needs_index: bool,
    /// A column that is part of an index, a key or a check can be dropped with them in one statement.
    pub drop_column_cascades: bool,
    /// Of all tables of a schema only one has an index of a name.
    pub one_index_of_a_name: bool,
    /// Of all tables of a schema only one has a foreign key of a name.
    pub one_key_of_a_name: bool,
    /// How long a name can be; as long as one likes without.
    pub longest_name: Option<NameLength>,
    /// Documents have a type that indexes and operators look into, beside one that keeps their text.
    pub binary_json: bool,
    /// What looks at every row can be done beside those who use the table, outside a transaction.
    pub online: bool,
}

/// A length of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameLength {
    /// In bytes of UTF-8.
    Bytes(usize),
    /// In characters.
    Characters(usize),
}
