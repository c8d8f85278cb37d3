//! The text of a `Migrator` and a migration's name come in; the text with that migration goes out. Places are found by
//! parsing, and what is new is put in there: nothing else is touched.

use super::file::Edit;
use crate::error::Error;
use proc_macro2::{TokenStream, TokenTree};
use std::ops::Range;
use std::path::{Path, PathBuf};
use syn::spanned::Spanned;

/// How wide a `vec![…]` may be on one line, as rustfmt has it.
const LIST_WIDTH: usize = 60;

/// A parsed file.
pub(super) struct Source {
    pub(super) path: PathBuf,
    text: String,
    file: syn::File,
    /// What the parser does not see: a byte order mark.
    skipped: usize,
}

/// Where the list of migrations stands, without its brackets, and the tokens in it.
struct List {
    inside: Range<usize>,
    tokens: Vec<TokenTree>,
}

impl Source {
    pub(super) fn read(path: &Path, text: String) -> Result<Self, Error> {
        let code = text.trim_start_matches('\u{feff}');
        let skipped = text.len() - code.len();
        let file = syn::parse_str(code).map_err(|error| Error::MigrationCrate {
            path: path.to_owned(),
            why: format!("it cannot be parsed: {error} (line {})", error.span().start().line),
        })?;
        Ok(Self { path: path.to_owned(), text, file, skipped })
    }

    /// The change of this file, if there is one.
    pub(super) fn changed(&self, after: String) -> Option<Edit> {
        (after != self.text).then(|| Edit { path: self.path.clone(), before: self.text.clone(), after })
    }

    /// The implementations of `MigratorTrait`.
    pub(super) fn migrators(&self) -> Vec<&syn::ItemImpl> {
        self.file
            .items
            .iter()
            .filter_map(|item| match item {
                syn::Item::Impl(item) => Some(item),
                _ => None,
            })
            .filter(|item| {
                let last = item.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
                last.is_some_and(|segment| segment.ident == "MigratorTrait")
            })
            .collect()
    }

    /// The declared modules that are migrations.
    pub(super) fn modules(&self) -> Vec<String> {
        let names = self.declarations().map(|item| item.ident.to_string());
        names.filter(|name| is_migration(name)).collect()
    }

    fn declarations(&self) -> impl Iterator<Item = &syn::ItemMod> {
        self.file.items.iter().filter_map(|item| match item {
            syn::Item::Mod(item) if item.content.is_none() => Some(item),
            _ => None,
        })
    }

    /// The text with the migration in its list; `parent` is what its path begins with in a list without another.
    pub(super) fn with_listed(&self, name: &str, parent: &str) -> Result<String, Error> {
        let list = self.list().map_err(|why| Error::MigrationCrate {
            path: self.path.clone(),
            why: format!(
                "{why}; write it so, or add `mod {name};` and `Box::new({name}::Migration)` by hand; \
                 nothing was written"
            ),
        })?;
        let named = list.tokens.iter().any(|token| names(token, name));
        if named { Ok(self.text.clone()) } else { Ok(self.insert(&list, &entry(&list.tokens, parent, name))) }
    }

    /// The list in the body of `migrations`.
    fn list(&self) -> Result<List, &'static str> {
        let [migrator] = self.migrators()[..] else {
            return Err("it implements `MigratorTrait` several times");
        };
        let function = migrator.items.iter().find_map(|item| match item {
            syn::ImplItem::Fn(function) if function.sig.ident == "migrations" => Some(function),
            _ => None,
        });
        let function = function.ok_or("its `MigratorTrait` has no `fn migrations`")?;
        let unknown = "the body of `fn migrations` is no `vec![…]`";
        let call = match function.block.stmts.as_slice() {
            [syn::Stmt::Expr(syn::Expr::Macro(call), None)] => &call.mac,
            [syn::Stmt::Macro(call)] if call.semi_token.is_none() => &call.mac,
            [..] => return Err(unknown),
        };
        if call.path.segments.last().is_none_or(|segment| segment.ident != "vec") {
            return Err(unknown);
        }
        let span = match &call.delimiter {
            syn::MacroDelimiter::Paren(delimiter) => delimiter.span,
            syn::MacroDelimiter::Brace(delimiter) => delimiter.span,
            syn::MacroDelimiter::Bracket(delimiter) => delimiter.span,
        };
        let tokens: Vec<_> = call.tokens.clone().into_iter().collect();
        if tokens.iter().any(|token| is_punct(token, ';')) {
            return Err(unknown);
        }
        let inside = self.at(span.open()).end..self.at(span.close()).start;
        Ok(List { inside, tokens })
    }

    /// Where a span stands in the text.
    fn at(&self, span: proc_macro2::Span) -> Range<usize> {
        let range = span.byte_range();
        range.start + self.skipped..range.end + self.skipped
    }

    fn insert(&self, list: &List, entry: &str) -> String {
        let List { inside, tokens } = list;
        let newline = self.newline();
        let content = &self.text[inside.clone()];
        let margin = self.margin(inside.end);
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            if !content.contains('\n') {
                return self.with(&[(inside.start, entry.to_owned())]);
            }
            let end = inside.start + content.rfind('\n').map_or(0, |at| at + 1);
            return self.with(&[(end, format!("{margin}    {entry},{newline}"))]);
        };
        let comma = is_punct(last, ',');
        let end = self.at(last.span()).end;
        let behind = &self.text[end..inside.end];
        let Some(line_end) = behind.find('\n') else {
            let one = entries(tokens) == 1 && !content.contains('\n');
            if one && content.len() + entry.len() + 2 > LIST_WIDTH {
                let inner = format!("{newline}{margin}    ");
                let separator = if comma { "" } else { "," };
                let start = self.at(first.span()).start;
                let rest = format!("{separator}{inner}{entry},{newline}{margin}");
                return self.with(&[(start, inner), (end, rest)]);
            }
            let added = if comma { format!(" {entry},") } else { format!(", {entry}") };
            return self.with(&[(end, added)]);
        };
        let inner = self.margin(self.at(last_start(tokens).span()).start);
        let line = format!("{inner}{entry}{}{newline}", if comma { "," } else { "" });
        let separator = if comma { "" } else { "," };
        self.with(&[(end, separator.to_owned()), (end + line_end + 1, line)])
    }

    /// The text with these put in, in order.
    fn with(&self, added: &[(usize, String)]) -> String {
        let mut text = String::with_capacity(self.text.len() + 200);
        let mut done = 0;
        for (at, new) in added {
            text += &self.text[done..*at];
            text += new;
            done = *at;
        }
        text + &self.text[done..]
    }

    /// The end of the line, if nothing but a comment stands on it behind this place.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.text[at..].lines().next().unwrap_or_default();
        let idle = rest.trim().is_empty() || rest.trim_start().starts_with("//");
        if idle { at + rest.trim_end().len() } else { at }
    }

    fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The white space that the line of this place begins with.
    fn margin(&self, at: usize) -> &str {
        let start = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
        let line = &self.text[start..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }
}

/// The text with the migration's module: behind the last one, written as that is; or behind what is imported.
pub(super) fn with_module(source: &Source, name: &str) -> String {
    if source.declarations().any(|item| item.ident == name) {
        return source.text.clone();
    }
    let newline = source.newline();
    let migrations = source.declarations().filter(|item| is_migration(&item.ident.to_string()));
    if let Some(last) = migrations.last() {
        let start = match &last.vis {
            syn::Visibility::Inherited => last.mod_token.span(),
            syn::Visibility::Public(_) | syn::Visibility::Restricted(_) => last.vis.span(),
        };
        let words = &source.text[source.at(start).start..source.at(last.ident.span()).start];
        let end = source.line_end(source.at(last.span()).end);
        return source.with(&[(end, format!("{newline}{words}{name};"))]);
    }
    let before = source.file.items.iter().rfind(|item| match item {
        syn::Item::Use(_) | syn::Item::ExternCrate(_) => true,
        syn::Item::Mod(item) => item.content.is_none(),
        _ => false,
    });
    if let Some(item) = before {
        let beside = if matches!(item, syn::Item::Mod(_)) { "" } else { newline };
        let end = source.line_end(source.at(item.span()).end);
        return source.with(&[(end, format!("{newline}{beside}mod {name};"))]);
    }
    let first = source.file.items.first().map_or(source.text.len(), |item| source.at(item.span()).start);
    source.with(&[(first, format!("mod {name};{newline}{newline}"))])
}

/// `mYYYYMMDD_HHMMSS_name`.
pub(super) fn is_migration(name: &str) -> bool {
    let shape = "m00000000_000000_";
    name.len() > shape.len()
        && name.is_char_boundary(shape.len())
        && name.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            other => byte == other,
        })
}

/// What the last migration's path begins with: `crate::`, where modules are declared elsewhere.
fn prefix(tokens: &[TokenTree]) -> Option<String> {
    tokens.iter().rev().find_map(|token| {
        let TokenTree::Group(arguments) = token else { return None };
        let path: String = arguments.stream().into_iter().map(|token| token.to_string()).collect();
        let words: Vec<_> = path.split("::").collect();
        let at = words.iter().position(|word| is_migration(word))?;
        Some(words[..at].iter().map(|word| format!("{word}::")).collect())
    })
}

fn entry(tokens: &[TokenTree], parent: &str, name: &str) -> String {
    format!("Box::new({}{name}::Migration)", prefix(tokens).as_deref().unwrap_or(parent))
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    match token {
        TokenTree::Punct(punct) => punct.as_char() == wanted,
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    }
}

fn entries(tokens: &[TokenTree]) -> usize {
    tokens.split(|token| is_punct(token, ',')).filter(|entry| !entry.is_empty()).count()
}

/// The first token of the last entry.
fn last_start(tokens: &[TokenTree]) -> &TokenTree {
    let mut entries = tokens.split(|token| is_punct(token, ',')).filter(|entry| !entry.is_empty());
    entries.next_back().map_or(&tokens[0], |entry| &entry[0])
}

fn names(token: &TokenTree, name: &str) -> bool {
    match token {
        TokenTree::Group(group) => group_names(group.stream(), name),
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    }
}

fn group_names(stream: TokenStream, name: &str) -> bool {
    stream.into_iter().any(|token| names(&token, name))
}
