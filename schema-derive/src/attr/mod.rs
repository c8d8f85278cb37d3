//! The attributes in, what the user wrote out: `schema` read strictly, `sea_orm` leniently, since it is another's.

mod part;
mod sea_orm;
mod word;

pub(crate) use part::{Columns, Part, Parts, Referenced, References, Target};
pub(crate) use sea_orm::SeaOrm;
pub(crate) use word::{At, Flag, IdentityKind, IdentityWord, Text, When, Word};

use darling::ast::NestedMeta;
use darling::error::Accumulator;
use darling::{Error, FromMeta};
use syn::{Attribute, Meta};

/// All `#[schema(…)]` of one item. What cannot be read is put with the errors, and the rest is read all the same.
pub(crate) fn read<T: FromMeta + Default>(attrs: &[Attribute], errors: &mut Accumulator) -> T {
    let mut items = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("schema")) {
        let read = match &attr.meta {
            Meta::List(list) => NestedMeta::parse_meta_list(list.tokens.clone()).map_err(Error::from),
            Meta::Path(_) => Ok(Vec::new()),
            Meta::NameValue(_) => Err(Error::custom("write `#[schema(…)]`").with_span(attr)),
        };
        match errors.handle(read) {
            Some(read) if read.is_empty() => {
                errors.push(
                    Error::custom("this says nothing: write `#[schema(…)]`, or leave it out").with_span(attr),
                );
            }
            Some(read) => items.extend(read),
            None => {}
        }
    }
    match T::from_list(&items) {
        Ok(attr) => attr,
        Err(error) => {
            errors.push(error);
            items.retain(|item| T::from_list(std::slice::from_ref(item)).is_ok());
            T::from_list(&items).unwrap_or_default()
        }
    }
}

/// `#[schema(…)]` on the struct.
#[derive(Debug, Default, FromMeta)]
pub(crate) struct TableAttr {
    #[darling(multiple, rename = "index")]
    pub(crate) indexes: Vec<At<IndexAttr>>,
    #[darling(multiple, rename = "unique")]
    pub(crate) uniques: Vec<At<UniqueAttr>>,
    #[darling(multiple, rename = "check")]
    pub(crate) checks: Vec<At<CheckAttr>>,
    #[darling(multiple, rename = "foreign_key")]
    pub(crate) foreign_keys: Vec<At<ForeignKeyAttr>>,
    pub(crate) renamed_from: Option<Text>,
    pub(crate) unmanaged: Option<Flag>,
    pub(crate) allow: Option<Columns>,
    #[darling(rename = "crate")]
    pub(crate) krate: Option<Text>,
}

/// `index(…)` on the struct.
#[derive(Debug, FromMeta)]
pub(crate) struct IndexAttr {
    pub(crate) columns: Option<Parts>,
    pub(crate) name: Option<Text>,
    pub(crate) unique: Option<Flag>,
    pub(crate) predicate: Option<Text>,
    pub(crate) include: Option<Columns>,
    pub(crate) method: Option<Text>,
    pub(crate) opclass: Option<Text>,
    pub(crate) nulls_not_distinct: Option<Flag>,
}

/// `index` or `index(…)` on a field.
#[derive(Debug, Default, FromMeta)]
#[darling(from_word = || Ok(Self::default()))]
pub(crate) struct FieldIndexAttr {
    pub(crate) name: Option<Text>,
    pub(crate) unique: Option<Flag>,
    pub(crate) predicate: Option<Text>,
    pub(crate) include: Option<Columns>,
    pub(crate) method: Option<Text>,
    pub(crate) opclass: Option<Text>,
    pub(crate) collation: Option<Text>,
    pub(crate) desc: Option<Flag>,
    pub(crate) nulls_first: Option<Flag>,
    pub(crate) nulls_last: Option<Flag>,
    pub(crate) nulls_not_distinct: Option<Flag>,
}

/// `unique(…)` on the struct.
#[derive(Debug, FromMeta)]
pub(crate) struct UniqueAttr {
    pub(crate) columns: Option<Columns>,
    pub(crate) name: Option<Text>,
    pub(crate) nulls_not_distinct: Option<Flag>,
    pub(crate) deferrable: Option<When>,
}

/// `check(…)` on the struct.
#[derive(Debug, FromMeta)]
pub(crate) struct CheckAttr {
    pub(crate) name: Option<Text>,
    pub(crate) expr: Option<Text>,
}

/// `foreign_key(…)` on the struct.
#[derive(Debug, FromMeta)]
pub(crate) struct ForeignKeyAttr {
    pub(crate) columns: Option<Columns>,
    pub(crate) references: Option<References>,
    pub(crate) name: Option<Text>,
    pub(crate) on_delete: Option<Word>,
    pub(crate) on_update: Option<Word>,
    pub(crate) deferrable: Option<When>,
    pub(crate) allow: Option<Columns>,
}

/// `#[schema(…)]` on a field that is a column.
#[derive(Debug, Default, FromMeta)]
pub(crate) struct FieldAttr {
    #[darling(multiple, rename = "index")]
    pub(crate) indexes: Vec<At<FieldIndexAttr>>,
    pub(crate) default: Option<Text>,
    pub(crate) check: Option<Text>,
    pub(crate) check_values: Option<Flag>,
    pub(crate) renamed_from: Option<Text>,
    #[darling(multiple, rename = "renamed_value")]
    pub(crate) renamed_values: Vec<At<RenamedValueAttr>>,
    pub(crate) using: Option<Text>,
    pub(crate) backfill: Option<Text>,
    pub(crate) generated: Option<Text>,
    pub(crate) stored: Option<Flag>,
    #[darling(rename = "virtual")]
    pub(crate) virtual_: Option<Flag>,
    pub(crate) identity: Option<IdentityWord>,
    pub(crate) collation: Option<Text>,
    pub(crate) allow: Option<Columns>,
}

/// `renamed_value(…)` on a field.
#[derive(Debug, FromMeta)]
pub(crate) struct RenamedValueAttr {
    pub(crate) from: Option<Text>,
    pub(crate) to: Option<Text>,
}

/// `#[schema(…)]` on a relation: a field of a dense model or a variant of `Relation`.
#[derive(Debug, Default, FromMeta)]
pub(crate) struct RelationAttr {
    pub(crate) allow: Option<Columns>,
}

/// `#[schema(…)]` on the `Relation` enum.
#[derive(Debug, Default, FromMeta)]
pub(crate) struct RelationsAttr {
    #[darling(rename = "crate")]
    pub(crate) krate: Option<Text>,
}
