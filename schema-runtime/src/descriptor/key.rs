//! The columns of a key in, an error of rustc's out where their Rust types cannot be two ends of one key.

/// A column of type `Self` can point at one of type `To`: the same type, whichever of them may be null.
#[diagnostic::on_unimplemented(
    message = "a key between columns of different types: `{Self}` points at `{To}`",
    label = "this column is `{Self}`, the one it points at is `{To}`",
    note = "give both columns the same Rust type; if the difference is meant, write `#[schema(allow(key_types))]` on \
            the relation, or `skip_fk` in its `#[sea_orm(…)]` if it is no foreign key"
)]
pub trait PointsAt<To> {}

impl<T> PointsAt<T> for T {}
impl<T> PointsAt<T> for Option<T> {}
impl<T> PointsAt<Option<T>> for T {}

/// Compiles where one column can point at the other.
pub fn same_type<From: PointsAt<To>, To>(_: &From, _: &To) {}

/// A column that may be null.
#[diagnostic::on_unimplemented(
    message = "`SetNull` on a column that cannot be null",
    label = "the column is `{Self}`",
    note = "make the field `Option<{Self}>`, or choose another action, such as \"Cascade\" or \"Restrict\""
)]
pub trait MayBeNull {}

impl<T> MayBeNull for Option<T> {}

/// Compiles where the column may be null.
pub fn may_be_null<T: MayBeNull>(_: &T) {}
