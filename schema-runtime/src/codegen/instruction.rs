//! An [`Instruction`] comes in, its lines in the body of a migration go out.

use super::code::{Code, function, text, word};
use super::helper::{Helper, Helpers};
use super::statement::{statement, unprepared};
use crate::backend::Backend;
use crate::plan::{Condition, Instruction, Obstacle, Statement};

/// What is said around the lines: where they stand, and the step that an error is to name.
pub(super) struct Lines<'a> {
    pub(super) backend: Backend,
    pub(super) title: Option<&'a str>,
    pub(super) helpers: &'a mut Helpers,
}

impl Lines<'_> {
    /// The lines, each with its end.
    pub(super) fn of(&mut self, instruction: &Instruction, indent: usize) -> String {
        match instruction {
            Instruction::Run(statement) => self.run(statement, indent),
            Instruction::When(condition, then) => self.when(condition, then, indent),
            Instruction::Require(obstacles) => {
                let call = self.require(obstacles);
                line(&call, indent)
            }
            Instruction::RequireWhen(condition, obstacles) => {
                let call = self.require(obstacles);
                let body = line(&call, indent + 4);
                self.only_if(condition, &body, indent)
            }
            Instruction::WithTriggers { table, around } => self.with_triggers(table, around, indent),
            Instruction::Repeat(sql) => {
                let name = self.helpers.call(Helper::Repeat);
                let call = self.awaited(function(name, [word("manager"), text(sql)]));
                line(&call, indent)
            }
        }
    }

    fn run(&mut self, what: &Statement, indent: usize) -> String {
        let call = if self.backend.can_build(what) {
            statement(self.backend, what)
        } else {
            unprepared(&self.backend.sql(what))
        };
        let call = self.awaited(call);
        line(&call, indent)
    }

    fn with_triggers(&mut self, table: &str, around: &[Statement], indent: usize) -> String {
        let margin = " ".repeat(indent);
        let head = format!("{margin}let triggers = ");
        let triggers = function(self.helpers.call(Helper::TriggersOf), [word("manager"), text(table)]);
        let triggers = self.awaited(triggers).print(indent, head.len(), 1);
        let body: String = around.iter().map(|statement| self.run(statement, indent)).collect();
        let create = function(self.helpers.call(Helper::CreateTriggers), [word("manager"), word("triggers")]);
        let create = self.awaited(create);
        format!("{head}{triggers};\n{body}{}", line(&create, indent))
    }

    fn when(&mut self, condition: &Condition, then: &[Statement], indent: usize) -> String {
        let body: String = then.iter().map(|statement| self.run(statement, indent + 4)).collect();
        self.only_if(condition, &body, indent)
    }

    fn only_if(&mut self, condition: &Condition, body: &str, indent: usize) -> String {
        let (not, call) = self.condition(condition);
        let margin = " ".repeat(indent);
        let not = if not { "!" } else { "" };
        let head = format!("{margin}if {not}");
        let call = call.awaited().print(indent, head.len(), 2);
        // A condition of several lines is followed by its brace on a line of its own.
        let brace = if call.contains('\n') { format!("\n{margin}{{") } else { " {".to_owned() };
        format!("{head}{call}{brace}\n{body}{margin}}}\n")
    }

    /// Whether it is turned round, and the call.
    fn condition(&mut self, condition: &Condition) -> (bool, Code) {
        let has = |method: &'static str, names: &[&String]| {
            let names: Vec<_> = names.iter().map(|name| text(name)).collect();
            word("manager").call(method, names)
        };
        match condition {
            Condition::HasTable(table) => (false, has("has_table", &[table])),
            Condition::LacksTable(table) => (true, has("has_table", &[table])),
            Condition::HasColumn { table, column } => (false, has("has_column", &[table, column])),
            Condition::LacksColumn { table, column } => (true, has("has_column", &[table, column])),
            Condition::HasIndex { table, index } => (false, has("has_index", &[table, index])),
            Condition::LacksIndex { table, index } => (true, has("has_index", &[table, index])),
            Condition::Finds(query) => (false, self.finds(query)),
            Condition::FindsNone(query) => (true, self.finds(query)),
        }
    }

    fn finds(&mut self, query: &str) -> Code {
        function(self.helpers.call(Helper::Finds), [word("manager"), text(query)])
    }

    fn require(&mut self, obstacles: &[Obstacle]) -> Code {
        let pairs =
            obstacles.iter().map(|Obstacle { what, query }| Code::Tuple(vec![text(what), text(query)]));
        let pairs = Code::Reference(Box::new(Code::Array(pairs.collect())));
        function(self.helpers.call(Helper::StopForRows), [word("manager"), pairs]).awaited()
    }

    /// `call.await?`, with the step's name in an error.
    fn awaited(&mut self, call: Code) -> Code {
        match self.title {
            Some(title) => {
                let during = function(self.helpers.call(Helper::During), [text(title)]);
                call.awaited_during(during)
            }
            None => call.awaited(),
        }
    }
}

fn line(call: &Code, indent: usize) -> String {
    format!("{}{};\n", " ".repeat(indent), call.print(indent, indent, 1))
}
