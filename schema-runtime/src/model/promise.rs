/// What is written is exact, what is not written is open.
///
/// A live schema is exact throughout. A declared one is open where the entity does not say: the value is
/// then what SeaORM itself would create, used to create what is missing, and any other value that keeps the
/// entity's queries working is harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise<T> {
    /// Written by the author, or read from a database.
    Exact(T),
    /// Not written: this is the value to create, not one to insist on.
    Open(T),
}

impl<T> Promise<T> {
    /// The value, whether insisted on or not.
    pub fn value(&self) -> &T {
        match self {
            Self::Exact(value) | Self::Open(value) => value,
        }
    }

    /// The value to change in place.
    pub fn value_mut(&mut self) -> &mut T {
        match self {
            Self::Exact(value) | Self::Open(value) => value,
        }
    }

    /// Whether the author insists on the value.
    pub fn is_exact(&self) -> bool {
        matches!(self, Self::Exact(_))
    }

    /// The same value, insisted on: how a strict policy reads an entity.
    pub fn into_exact(self) -> Self {
        match self {
            Self::Exact(value) | Self::Open(value) => Self::Exact(value),
        }
    }
}

/// The value: that it is a promise is the author's affair.
impl<T: serde::Serialize> serde::Serialize for Promise<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
