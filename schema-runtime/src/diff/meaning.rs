use crate::model::{Expr, ObjectName, SqlType};
use std::collections::BTreeMap;

/// What the server is asked about an expression whose text is not the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// What it is used for.
    pub context: Context,
    /// The expression.
    pub expr: Expr,
}

/// What an expression is used for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// A default, cast to this type before it is stored; it means the same for every table.
    Default(SqlType),
    /// Over a row of this table, as the live schema names it: a check, a predicate, a part of an index, a generated
    /// value.
    Row(ObjectName),
}

/// What the server said of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Two expressions with the same text here mean the same.
    Is(String),
    /// The server rejects it, in these words.
    Rejected(String),
    /// It could not be asked, for this reason.
    Unknown(String),
}

/// Whether two expressions mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sameness {
    /// They do.
    Same,
    /// They do not.
    Different,
    /// The server rejects the declared one, in these words.
    Rejected(String),
    /// Nobody can tell, for this reason.
    Unknown(String),
}

/// All that the server said.
#[derive(Debug, Clone, Default)]
pub struct Meanings(BTreeMap<Context, BTreeMap<Expr, Meaning>>);

impl Meanings {
    /// Keeps an answer.
    pub fn insert(&mut self, question: Question, meaning: Meaning) {
        let Question { context, expr } = question;
        self.0.entry(context).or_default().insert(expr, meaning);
    }

    /// Whether a declared expression (`to`) means the same as a live one (`from`) of the same use.
    /// Equal texts are the same; texts that the server was not asked about are different.
    pub fn compare(&self, context: &Context, from: &Expr, to: &Expr) -> Sameness {
        if from == to {
            return Sameness::Same;
        }
        let answers = self.0.get(context);
        let answer = |expr: &Expr| answers.and_then(|answers| answers.get(expr));
        match (answer(from), answer(to)) {
            (_, Some(Meaning::Rejected(words))) => Sameness::Rejected(words.clone()),
            (Some(Meaning::Is(from)), Some(Meaning::Is(to))) if from == to => Sameness::Same,
            (Some(Meaning::Is(_)), Some(Meaning::Is(_))) => Sameness::Different,
            (Some(Meaning::Rejected(why) | Meaning::Unknown(why)), _) | (_, Some(Meaning::Unknown(why))) => {
                Sameness::Unknown(why.clone())
            }
            (None, _) | (_, None) => Sameness::Different,
        }
    }
}
