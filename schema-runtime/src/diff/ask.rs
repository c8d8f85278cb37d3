//! Two expressions of one table come in, whether they mean the same goes out; or the questions that would tell.

use super::column;
use super::meaning::{Context, Meanings, Question, Sameness};
use crate::model::{Expr, ObjectName, SqlType, Table};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Who knows what expressions mean. `diff` and `questions` walk the same way, the one with answers and the other
/// to find out what will be asked.
pub(super) enum Oracle<'a> {
    /// What the server said.
    Answers(&'a Meanings),
    /// Nobody yet: everything is kept as a question and taken as different, so that no later one is left out.
    Asking(RefCell<BTreeMap<Context, BTreeSet<Expr>>>),
}

impl Oracle<'_> {
    pub(super) fn asking() -> Self {
        Self::Asking(RefCell::default())
    }

    pub(super) fn into_questions(self) -> Vec<Question> {
        match self {
            Self::Answers(_) => Vec::new(),
            Self::Asking(questions) => questions
                .into_inner()
                .into_iter()
                .flat_map(|(context, exprs)| {
                    exprs.into_iter().map(move |expr| Question { context: context.clone(), expr })
                })
                .collect(),
        }
    }

    /// Takes all questions back.
    pub(super) fn forget(&self) {
        match self {
            Self::Answers(_) => {}
            Self::Asking(questions) => questions.borrow_mut().clear(),
        }
    }

    fn compare(&self, context: Context, from: &Expr, to: &Expr) -> Sameness {
        match self {
            Self::Answers(meanings) => meanings.compare(&context, from, to),
            Self::Asking(questions) => {
                questions.borrow_mut().entry(context).or_default().extend([from.clone(), to.clone()]);
                Sameness::Different
            }
        }
    }
}

impl Pair<'_> {
    /// Whether the primary key has this column on both sides.
    pub(super) fn in_both_keys(&self, column: &str) -> bool {
        [self.from, self.to].iter().all(|table| table.primary_key.as_ref().is_some_and(|key| key.has(column)))
    }
}

/// A table on both sides, under its declared names.
pub(super) struct Pair<'a> {
    pub(super) from: &'a Table,
    pub(super) to: &'a Table,
    /// The name the server knows it by.
    pub(super) live_name: &'a ObjectName,
    /// The names by which the server knows columns of it yet, each by its new one.
    pub(super) renamed: Option<&'a BTreeMap<String, String>>,
    /// Enum types that lack a label that is declared.
    pub(super) short: &'a BTreeSet<ObjectName>,
    pub(super) oracle: &'a Oracle<'a>,
}

impl Pair<'_> {
    /// Whether two defaults of a column of this live type are the same.
    pub(super) fn same_default(&self, ty: &SqlType, from: &Expr, to: &Expr) -> Sameness {
        if from == to {
            return Sameness::Same;
        }
        match self.oracle.compare(Context::Default(ty.clone()), from, to) {
            Sameness::Rejected(_) if self.is_short(ty) => Sameness::Different,
            sameness => sameness,
        }
    }

    /// Whether a label of the type may not be there yet.
    fn is_short(&self, ty: &SqlType) -> bool {
        self.short.iter().any(|name| (&name.schema, &name.name) == (&ty.schema, &ty.name))
    }

    /// Whether two expressions over a row are the same. A declared one is not to blame for being rejected while the
    /// columns that it names have another type or are not there. What is renamed is asked for by its former name.
    pub(super) fn same_row(&self, from: &Expr, to: &Expr) -> Sameness {
        let names_new = self.names_new_column(to);
        let to = &self.renamed.map_or_else(|| to.clone(), |names| to.renamed(names));
        if from == to {
            return Sameness::Same;
        }
        match self.oracle.compare(Context::Row(self.live_name.clone()), from, to) {
            Sameness::Rejected(_) if names_new => Sameness::Different,
            Sameness::Rejected(_) if self.renamed.is_some() => Sameness::Unknown(
                "a column is renamed, and only after that the two can be compared".to_owned(),
            ),
            Sameness::Rejected(_) if self.columns_differ() => Sameness::Different,
            sameness => sameness,
        }
    }

    /// Whether a declared expression names a column that is not there under any name, so that no live one can be it.
    fn names_new_column(&self, to: &Expr) -> bool {
        let new = self.to.columns.iter().filter(|column| self.from.column(&column.name).is_none());
        new.into_iter().any(|column| to.mentions(&column.name))
    }

    fn columns_differ(&self) -> bool {
        self.to.columns.iter().any(|to| {
            let retyped = |from| column::type_severity(from, to).is_some();
            self.from.column(&to.name).is_none_or(retyped) || self.is_short(to.ty.value())
        })
    }
}

/// What holds of several comparisons at once: the one that says most against their being the same.
pub(super) fn worst(all: impl IntoIterator<Item = Sameness>) -> Sameness {
    let rank = |sameness: &Sameness| match sameness {
        Sameness::Same => 0,
        Sameness::Unknown(_) => 1,
        Sameness::Rejected(_) => 2,
        Sameness::Different => 3,
    };
    // Every item is looked at, so that none of the questions is left out.
    all.into_iter().fold(Sameness::Same, |worst, next| if rank(&next) > rank(&worst) { next } else { worst })
}
