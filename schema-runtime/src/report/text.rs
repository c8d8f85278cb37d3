//! A report comes in, text for people goes out: table by table, the worst first, what is alike under one heading.

use super::style::{Colour, Painted, Style};
use super::{Report, Verdict};
use crate::diff::{Change, Difference, Kind, Severity};
use crate::model::{Kept, Location, ObjectName};
use std::collections::BTreeMap;
use std::fmt;

/// The columns that lines are made for.
const WIDTH: usize = 100;

/// The text of a report, made by [`Report::text`].
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    report: &'a Report,
    colour: Colour,
    least: Severity,
}

impl<'a> Text<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        Self { report, colour: Colour::Never, least: Severity::Unknown }
    }

    /// With colour, or without (as it is unless said).
    pub fn colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    /// With each harmless difference, where else is only their number.
    pub fn with_harmless(self) -> Self {
        Self { least: Severity::Harmless, ..self }
    }

    fn paint<T>(&self, style: Style, text: T) -> Painted<T> {
        Painted { text, style, colour: self.colour }
    }
}

/// What stands under one heading: alike in table, severity, kind and reason.
struct Group<'a> {
    severity: Severity,
    kind: Kind,
    why: &'a str,
    differences: Vec<&'a Difference>,
}

/// The groups of one table, or of whole tables and types that are missing or too many.
struct Section<'a> {
    title: String,
    /// The file of the entity, said once where all are in one.
    file: Option<&'static str>,
    worst: Severity,
    groups: Vec<Group<'a>>,
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for section in sections(&self.report.differences, self.least) {
            let title = if section.title.is_empty() { "tables and types" } else { &section.title };
            let file = section.file.unwrap_or_default();
            write!(f, "{}", self.paint(Style::Bold, title))?;
            if !file.is_empty() {
                write!(f, "{GAP}{}", self.paint(Style::Dim, file))?;
            }
            writeln!(f)?;
            for group in &section.groups {
                self.group(f, group, section.file)?;
            }
            writeln!(f)?;
        }
        self.kept(f)?;
        self.summary(f)
    }
}

fn sections(differences: &[Difference], least: Severity) -> Vec<Section<'_>> {
    let mut by_title: BTreeMap<String, Vec<&Difference>> = BTreeMap::new();
    for difference in differences.iter().filter(|difference| difference.severity >= least) {
        let title = if is_whole(difference.kind) { String::new() } else { difference.table.to_string() };
        by_title.entry(title).or_default().push(difference);
    }
    let mut sections: Vec<_> = by_title
        .into_iter()
        .flat_map(|(title, of_title)| {
            // Whole tables that are missing come first, those that are too many last.
            let (worse, harmless): (Vec<_>, Vec<_>) = of_title
                .into_iter()
                .partition(|difference| !title.is_empty() || difference.severity > Severity::Harmless);
            [(title.clone(), worse), (title, harmless)]
        })
        .filter(|(_, differences)| !differences.is_empty())
        .map(|(title, these)| section(title, these, differences))
        .collect();
    sections.sort_by_key(|section| (std::cmp::Reverse(section.worst), !section.title.is_empty()));
    sections
}

fn section<'a>(title: String, differences: Vec<&'a Difference>, all: &[Difference]) -> Section<'a> {
    let mut files = differences.iter().filter_map(|difference| Some(difference.entity?.file));
    let first = files.next().filter(|_| !title.is_empty());
    let file = first.filter(|first| files.all(|file| file == *first));
    let mut groups: Vec<Group<'a>> = Vec::new();
    for difference in differences {
        let Difference { severity, kind, why, .. } = difference;
        match groups
            .iter_mut()
            .find(|group| (group.severity, group.kind, group.why) == (*severity, *kind, why))
        {
            Some(group) => group.differences.push(difference),
            None => {
                groups.push(Group { severity: *severity, kind: *kind, why, differences: vec![difference] })
            }
        }
    }
    for group in groups.iter_mut().filter(|group| group.kind == Kind::MissingTable) {
        // A table that others point at comes first: rows that should go there are refused too.
        group.differences.sort_by_key(|missing| {
            std::cmp::Reverse(all.iter().filter(|difference| points_at(difference, &missing.table)).count())
        });
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.severity));
    let worst = groups.first().map_or(Severity::Harmless, |group| group.severity);
    Section { title, file, worst, groups }
}

/// Whether it is about a missing key of a table that is there, and points at this one.
fn points_at(difference: &Difference, table: &ObjectName) -> bool {
    match &difference.change {
        Some(Change::ForeignKey { table: _, from: None, to: Some(key) }) => key.references == *table,
        Some(_) | None => false,
    }
}

/// Where the words of a heading begin, and two more for what stands under it.
const HEADING: usize = 13;
const ROW: usize = HEADING + 2;
/// Where what does not fit into a row goes on.
const BELOW: usize = ROW + 2;
/// Between the columns of a row.
const GAP: &str = "  ";
/// A wider name does not push the others' texts to the right.
const NAME: usize = 40;
/// A longer place stands below.
const PLACE: usize = 40;

impl Text<'_> {
    fn group(&self, f: &mut fmt::Formatter<'_>, group: &Group<'_>, file: Option<&str>) -> fmt::Result {
        let (severity, style) = severity(group.severity);
        let what = match group.differences.len() {
            1 => group.kind.words().0.to_owned(),
            count => format!("{count} {}", group.kind.words().1),
        };
        let lines = wrap(&format!("{what}: {}", group.why), WIDTH - HEADING);
        let gap = HEADING - 2 - severity.len();
        write!(f, "  {}{:gap$}", self.paint(style, severity), "")?;
        writeln!(f, "{}", lines.join(&format!("\n{:HEADING$}", "")))?;
        let rows: Vec<_> = group.differences.iter().map(|difference| Row::of(difference, file)).collect();
        let widest = |of: for<'r> fn(&'r Row<'_>) -> &'r str, most| {
            rows.iter().map(|row| length(of(row))).filter(|length| *length <= most).max().unwrap_or_default()
        };
        let name = widest(|row| &row.name, NAME);
        // A long path goes onto a line of its own, and takes nothing away from the texts.
        let place = widest(|row| &row.place, PLACE);
        let text = widest(|row| &row.text, WIDTH.saturating_sub(ROW + name + 2 * GAP.len() + place));
        rows.iter().try_for_each(|row| self.row(f, row, name, text))
    }

    /// In one line under the others, if it fits; else the name with its place, and its text below.
    fn row(&self, f: &mut fmt::Formatter<'_>, row: &Row<'_>, name: usize, text: usize) -> fmt::Result {
        let place = &row.place;
        if length(&row.name) <= name && length(&row.text) <= text {
            let gap = if text == 0 { "" } else { GAP };
            self.line(f, &format!("{:ROW$}{:name$}{gap}{:text$}", "", row.name, row.text), place)?;
        } else {
            self.line(f, &format!("{:ROW$}{:name$}", "", row.name), place)?;
            for line in wrap(&row.text, WIDTH - BELOW) {
                writeln!(f, "{:BELOW$}{line}", "")?;
            }
        }
        let Some(hint) = row.hint else { return Ok(()) };
        let hint = format!("hint: was it {hint}? then say renamed_from");
        wrap(&hint, WIDTH - BELOW)
            .iter()
            .try_for_each(|line| writeln!(f, "{:BELOW$}{}", "", self.paint(Style::Cyan, line)))
    }

    fn line(&self, f: &mut fmt::Formatter<'_>, line: &str, place: &str) -> fmt::Result {
        if place.is_empty() {
            writeln!(f, "{}", line.trim_end())
        } else if length(line) + GAP.len() + length(place) <= WIDTH {
            writeln!(f, "{line}{GAP}{}", self.paint(Style::Dim, place))
        } else {
            writeln!(f, "{}\n{:BELOW$}{}", line.trim_end(), "", self.paint(Style::Dim, place))
        }
    }

    fn kept(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = &self.report.kept;
        if kept.is_empty() {
            return Ok(());
        }
        writeln!(f, "{}", self.paint(Style::Bold, "no entity can say these; they are kept as they are"))?;
        for Kept { kind, name, table } in kept {
            let table = table.as_ref().map(|table| format!(" on {table}")).unwrap_or_default();
            writeln!(f, "  {kind} {name}{table}")?;
        }
        writeln!(f)
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severities = [Severity::Breaking, Severity::Divergent, Severity::Unknown, Severity::Harmless];
        let counts = severities.into_iter().filter_map(|of| match self.report.count(of) {
            0 => None,
            count if of < self.least => Some(format!("{count} {} (not listed)", severity(of).0)),
            count => Some(format!("{count} {}", severity(of).0)),
        });
        let counts = counts.collect::<Vec<_>>().join(", ");
        if let Some(history) = self.report.history.as_ref().filter(|history| !history.agrees()) {
            writeln!(f, "{history}")?;
        }
        let (verdict, style) = match self.report.verdict {
            Verdict::Clean => ("clean: the database fits the entities", Style::Green),
            Verdict::Compatible => ("compatible: the database fits the entities", Style::Green),
            Verdict::Ahead => {
                ("ahead: the database fits the entities, and a newer program migrated it", Style::Green)
            }
            Verdict::Behind => ("behind: migrations of this program are not applied", Style::Red),
            Verdict::Drifted => ("drifted: ", Style::Red),
        };
        let gap = if counts.is_empty() || verdict.ends_with(' ') { "" } else { "; " };
        writeln!(f, "{}{gap}{counts}", self.paint(style, verdict))
    }
}

/// A difference as it stands under its heading.
struct Row<'a> {
    name: String,
    text: String,
    place: String,
    hint: Option<&'a str>,
}

impl<'a> Row<'a> {
    /// `file` is the one that the heading names.
    fn of(difference: &'a Difference, file: Option<&str>) -> Self {
        let Difference { kind, severity: _, table, object, declared, live, entity, why: _, hint, change } =
            difference;
        let renames = matches!(change, Some(Change::RenameTable { .. } | Change::RenameColumn { .. }));
        // What stands in the first column already is not said again.
        let columns = format!("({}) ", object.replace(',', ", "));
        let short = |side: &Option<String>| {
            side.as_ref().map(|side| side.strip_prefix(&columns).unwrap_or(side).to_owned())
        };
        let said = |side: &str| side == object || columns.trim_end() == side;
        let text = match (short(declared), short(live)) {
            (Some(_), Some(live)) if renames => live,
            (Some(declared), Some(live)) => format!("declared {declared}, live {live}"),
            (Some(declared), None) if pairs(*kind) => format!("declared {declared}, live none"),
            (None, Some(live)) if pairs(*kind) => format!("declared none, live {live}"),
            (Some(side), None) | (None, Some(side)) if said(&side) => String::new(),
            (Some(side), None) | (None, Some(side)) => side,
            (None, None) => String::new(),
        };
        Self {
            name: if is_whole(*kind) { table.to_string() } else { object.clone() },
            text,
            place: match entity {
                Some(Location { file: own, line }) if Some(*own) == file => format!(":{line}"),
                Some(place) => place.to_string(),
                None => String::new(),
            },
            hint: hint.as_deref().filter(|_| !renames),
        }
    }
}

/// Whether it is about a table or a type as a whole, so that its name is not a heading.
fn is_whole(kind: Kind) -> bool {
    match kind {
        Kind::MissingTable | Kind::ExtraTable | Kind::MissingEnum | Kind::ExtraEnum | Kind::EnumValues => {
            true
        }
        Kind::MissingColumn
        | Kind::ExtraColumn
        | Kind::ColumnType
        | Kind::ColumnNullability
        | Kind::ColumnDefault
        | Kind::ColumnGenerated
        | Kind::ColumnIdentity
        | Kind::ColumnCollation
        | Kind::PrimaryKey
        | Kind::MissingUnique
        | Kind::ExtraUnique
        | Kind::MissingIndex
        | Kind::ExtraIndex
        | Kind::IndexDefinition
        | Kind::MissingForeignKey
        | Kind::ExtraForeignKey
        | Kind::ForeignKeyDefinition
        | Kind::MissingCheck
        | Kind::ExtraCheck
        | Kind::CheckExpression
        | Kind::Comment
        | Kind::Name => false,
    }
}

/// Whether it is about something that both sides may have, so that having none has to be said.
fn pairs(kind: Kind) -> bool {
    match kind {
        Kind::ColumnDefault
        | Kind::ColumnGenerated
        | Kind::ColumnIdentity
        | Kind::ColumnCollation
        | Kind::PrimaryKey
        | Kind::Comment => true,
        Kind::MissingTable
        | Kind::ExtraTable
        | Kind::MissingColumn
        | Kind::ExtraColumn
        | Kind::ColumnType
        | Kind::ColumnNullability
        | Kind::MissingUnique
        | Kind::ExtraUnique
        | Kind::MissingIndex
        | Kind::ExtraIndex
        | Kind::IndexDefinition
        | Kind::MissingForeignKey
        | Kind::ExtraForeignKey
        | Kind::ForeignKeyDefinition
        | Kind::MissingCheck
        | Kind::ExtraCheck
        | Kind::CheckExpression
        | Kind::MissingEnum
        | Kind::ExtraEnum
        | Kind::EnumValues
        | Kind::Name => false,
    }
}

fn severity(severity: Severity) -> (&'static str, Style) {
    match severity {
        Severity::Breaking => ("breaking", Style::Red),
        Severity::Divergent => ("divergent", Style::Yellow),
        Severity::Unknown => ("unknown", Style::Magenta),
        Severity::Harmless => ("harmless", Style::Dim),
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The text in lines of at most this many characters, broken at spaces; a longer word stays whole.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is a line");
        if line.is_empty() {
            line.push_str(word);
        } else if length(line) + 1 + length(word) <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}
