//! What was read in, the code it becomes out. Nothing here can fail, and all names are absolute: what the user's
//! module calls `Option` or `Vec` does not matter.

use crate::ast::{
    Allowed, Check, Column, Entity, ForeignKey, ForeignKeyTarget, Index, IndexPart, PartTarget, Relation,
    Relations, Unique,
};
use crate::attr::{IdentityKind, Text, When, Word};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, Path};

/// The descriptor of an entity.
///
/// ```text
/// const _: () = {
///     use ::schema_runtime::__private as __p;
///     #[automatically_derived]
///     impl __p::Described for Entity {
///         const COLUMNS: &'static [Column] = &[Column::Id, …];
///         const TABLE: &'static __p::TableDescriptor = &__p::TableDescriptor {
///             indexes: &[…],
///             ..__p::TableDescriptor::new(__p::read::<Entity>, &[__p::ColumnDescriptor { … }, …], …)
///         };
///     }
///     __p::inventory::submit! { __p::Registered(<Entity as __p::Described>::TABLE) }
/// };
/// ```
pub(crate) fn entity(entity: &Entity) -> TokenStream {
    let mut facts = Vec::new();
    let words: Vec<_> = entity.columns.iter().enumerate().filter_map(written).collect();
    list(&mut facts, quote!(written), words.into_iter());
    list(&mut facts, quote!(indexes), entity.indexes.iter().map(index));
    list(&mut facts, quote!(uniques), entity.uniques.iter().map(unique));
    list(&mut facts, quote!(checks), entity.checks.iter().map(check));
    list(&mut facts, quote!(foreign_keys), entity.foreign_keys.iter().map(foreign_key));
    if let Some(name) = &entity.renamed_from {
        let name = some_text(Some(name));
        facts.push(quote!(renamed_from: #name));
    }
    if entity.unmanaged {
        facts.push(quote!(unmanaged: true));
    }
    allow(&mut facts, &entity.allowed);
    let keys = key_types(entity);
    let described = described(entity, &facts);
    let Entity { krate, ident, .. } = entity;
    quote! {
        const _: () = {
            use #krate::__private as __p;
            #described
            __p::inventory::submit! { __p::Registered(<#ident as __p::Described>::TABLE) }
            #keys
        };
    }
}

/// The implementation that [`entity`] and the fallback share; `facts` are fields of the descriptor.
pub(crate) fn described(entity: &Entity, facts: &[TokenStream]) -> TokenStream {
    let Entity { ident, span, columns, .. } = entity;
    let variants = columns.iter().map(|column| &column.variant);
    let columns = columns.iter().map(column);
    let line = line(*span);
    let mut table = quote! {
        __p::TableDescriptor::new(
            __p::read::<#ident>,
            &[#(#columns),*],
            ::core::module_path!(),
            ::core::file!(),
            #line,
        )
    };
    // Of most entities nothing more is written, and the compiler is spared a copy of each field.
    if !facts.is_empty() {
        table = quote!(__p::TableDescriptor { #(#facts,)* ..#table });
    }
    quote! {
        #[automatically_derived]
        impl __p::Described for #ident {
            const COLUMNS: &'static [Column] = &[#(Column::#variants),*];
            const TABLE: &'static __p::TableDescriptor = &#table;
        }
    }
}

/// ```text
/// __p::ColumnDescriptor {
///     field: "created_at",
///     line: 9,
///     type_written: false,
///     rust_type: <DateTimeUtc as __p::ValueType>::column_type,
/// }
/// ```
fn column(column: &Column) -> TokenStream {
    let Column { plain, field, ty, type_written, .. } = column;
    let line = line(field.span());
    quote! {
        __p::ColumnDescriptor {
            field: #plain,
            line: #line,
            type_written: #type_written,
            rust_type: <#ty as __p::ValueType>::column_type,
        }
    }
}

/// ```text
/// (6, __p::Written { default: Some("now()"), ..__p::Written::NOTHING })
/// ```
fn written((position, column): (usize, &Column)) -> Option<TokenStream> {
    let Column { ty, comment, allowed, attr, .. } = column;
    let mut facts = Vec::new();
    let texts = [
        (quote!(default), &attr.default),
        (quote!(check), &attr.check),
        (quote!(using), &attr.using),
        (quote!(backfill), &attr.backfill),
        (quote!(collation), &attr.collation),
    ];
    for (key, text) in texts {
        if text.is_some() {
            let text = some_text(text.as_ref());
            facts.push(quote!(#key: #text));
        }
    }
    if attr.check_values.is_some() {
        facts.push(quote!(check_values: ::core::option::Option::Some(__p::values::<#ty>)));
    }
    if let Some(name) = attr.renamed_from.as_ref().map(Text::literal).or(column.sea_renamed_from.as_ref()) {
        facts.push(quote!(renamed_from: ::core::option::Option::Some(#name)));
    }
    let renamed: Vec<_> = attr
        .renamed_values
        .iter()
        .filter_map(|renamed| {
            Some((renamed.value.from.as_ref()?.literal(), renamed.value.to.as_ref()?.literal()))
        })
        .collect();
    list(&mut facts, quote!(renamed_values), renamed.iter().map(|(from, to)| quote!((#from, #to))));
    if let Some(expr) = &attr.generated {
        let expr = expr.literal();
        let storage = if attr.virtual_.is_some() { quote!(Virtual) } else { quote!(Stored) };
        facts.push(quote!(generated: ::core::option::Option::Some((#expr, __p::Storage::#storage))));
    }
    if let Some(identity) = attr.identity {
        let kind = match identity.kind {
            IdentityKind::ByDefault => quote!(ByDefault),
            IdentityKind::Always => quote!(Always),
        };
        facts.push(quote!(identity: ::core::option::Option::Some(__p::IdentityDescriptor::#kind)));
    }
    if let Some(comment) = comment {
        facts.push(quote!(comment: ::core::option::Option::Some(#comment)));
    }
    if column.may_be_enum() {
        facts.push(quote!(is_enum: {
            #[allow(unused_imports)]
            use __p::IsNoEnum as _;
            __p::IsEnum::<#ty>::IS
        }));
    }
    allow(&mut facts, allowed);
    (!facts.is_empty()).then(|| quote!((#position, __p::Written { #(#facts,)* ..__p::Written::NOTHING })))
}

fn allow(facts: &mut Vec<TokenStream>, allowed: &Allowed) {
    let Allowed { hazards, rules } = allowed;
    list(facts, quote!(allow), hazards.iter().map(|hazard| quote!(__p::HazardKind::#hazard)));
    list(facts, quote!(allow_rules), rules.iter().map(|rule| quote!(__p::Rule::#rule)));
}

fn index(index: &Index) -> TokenStream {
    let Index { name, parts, unique, predicate, include, method, nulls_not_distinct, span } = index;
    let (name, predicate, method) =
        (some_text(name.as_ref()), some_text(predicate.as_ref()), some_text(method.as_ref()));
    let parts = parts.iter().map(part);
    let line = line(*span);
    quote! {
        __p::IndexDescriptor {
            name: #name,
            parts: &[#(#parts),*],
            unique: #unique,
            predicate: #predicate,
            include: &[#(#include),*],
            method: #method,
            nulls_not_distinct: #nulls_not_distinct,
            line: #line,
        }
    }
}

fn part(part: &IndexPart) -> TokenStream {
    let IndexPart { span: _, target, descending, nulls_first, opclass, collation } = part;
    let target = match target {
        PartTarget::Column(position) => quote!(Column(#position)),
        PartTarget::Expr(sql) => {
            let sql = sql.literal();
            quote!(Expr(#sql))
        }
    };
    let order = if *descending { quote!(Descending) } else { quote!(Ascending) };
    let nulls = match nulls_first {
        Some(true) => quote!(::core::option::Option::Some(__p::NullsOrder::First)),
        Some(false) => quote!(::core::option::Option::Some(__p::NullsOrder::Last)),
        None => quote!(::core::option::Option::None),
    };
    let (opclass, collation) = (some_text(opclass.as_ref()), some_text(collation.as_ref()));
    quote! {
        __p::PartDescriptor {
            target: __p::PartTarget::#target,
            order: __p::Order::#order,
            nulls: #nulls,
            opclass: #opclass,
            collation: #collation,
        }
    }
}

fn unique(unique: &Unique) -> TokenStream {
    let Unique { name, columns, nulls_not_distinct, deferrable, span } = unique;
    let (name, deferrable, line) = (some_text(name.as_ref()), when(*deferrable), line(*span));
    quote! {
        __p::UniqueDescriptor {
            name: #name,
            columns: &[#(#columns),*],
            nulls_not_distinct: #nulls_not_distinct,
            deferrable: #deferrable,
            line: #line,
        }
    }
}

fn check(check: &Check) -> TokenStream {
    let Check { name, expr, span } = check;
    let (name, expr, line) = (some_text(name.as_ref()), expr.literal(), line(*span));
    quote!(__p::CheckDescriptor { name: #name, expr: #expr, line: #line })
}

fn foreign_key(key: &ForeignKey) -> TokenStream {
    let ForeignKey { name, columns, target, on_delete, on_update, deferrable, any_types: _, span } = key;
    let references = match target {
        ForeignKeyTarget::Entity(entity, fields) => {
            let variants = fields
                .iter()
                .map(|field| format_ident!("{}", crate::ast::variant(field), span = field.span()));
            quote!(__p::Reference::to_entity::<#entity>(&[
                #(<#entity as __p::EntityTrait>::Column::#variants),*
            ]))
        }
        ForeignKeyTarget::Table(table, columns) => {
            let table = table.literal();
            quote!(__p::Reference::to_table(#table, &[#(#columns),*]))
        }
    };
    let (name, line) = (some_text(name.as_ref()), line(*span));
    let (on_delete, on_update) = (action(on_delete.as_ref()), action(on_update.as_ref()));
    let deferrable = when(*deferrable);
    quote! {
        __p::ForeignKeyDescriptor {
            name: #name,
            columns: &[#(#columns),*],
            references: || #references,
            on_delete: #on_delete,
            on_update: #on_update,
            deferrable: #deferrable,
            line: #line,
        }
    }
}

/// The checks of relations' types, for a dense model or a `Relation` enum.
pub(crate) fn relations(relations: &Relations) -> TokenStream {
    let Relations { krate, entity, list } = relations;
    let mut ends = Ends::default();
    for Relation { target, columns, sets_null, any_types } in list {
        for (from, to) in columns {
            if let (Some(from), Some(to), false) = (from, to, any_types) {
                ends.same_type(from, target, to);
            }
            if let (Some(from), Some(action)) = (from, sets_null) {
                ends.may_be_null(from, action.span());
            }
        }
    }
    let checks = ends.check(entity);
    if checks.is_empty() {
        return checks;
    }
    quote! {
        const _: () = {
            use #krate::__private as __p;
            #checks
        };
    }
}

fn key_types(entity: &Entity) -> TokenStream {
    let mut ends = Ends::default();
    for key in entity.foreign_keys.iter().filter(|key| !key.any_types) {
        let ForeignKeyTarget::Entity(target, fields) = &key.target else { continue };
        let from = key.columns.iter().map(|&position| &entity.columns[position].field);
        from.zip(fields).for_each(|(from, to)| ends.same_type(from, target, to));
    }
    ends.check(&entity.ident)
}

/// What must hold of the ends of an entity's keys: all in one function, which is checked and never called.
#[derive(Default)]
struct Ends<'a> {
    targets: Vec<&'a Path>,
    checks: Vec<TokenStream>,
}

impl<'a> Ends<'a> {
    fn same_type(&mut self, from: &Ident, target: &'a Path, to: &Ident) {
        let known = self.targets.iter().position(|known| *known == target);
        let position = known.unwrap_or_else(|| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        let model = format_ident!("to_{position}");
        self.checks.push(quote_spanned!(from.span() => __p::same_type(&from.#from, &#model.#to);));
    }

    fn may_be_null(&mut self, field: &Ident, span: Span) {
        let mut field = field.clone();
        field.set_span(span);
        self.checks.push(quote_spanned!(span => __p::may_be_null(&from.#field);));
    }

    /// ```text
    /// fn _keys(from: &<Entity as EntityTrait>::Model, to_0: &<super::tenant::Entity as EntityTrait>::Model) {
    ///     __p::same_type(&from.tenant_id, &to_0.id);
    /// }
    /// ```
    fn check(&self, entity: &Ident) -> TokenStream {
        let Self { targets, checks } = self;
        if checks.is_empty() {
            return TokenStream::new();
        }
        let models = (0..targets.len()).map(|position| format_ident!("to_{position}"));
        quote! {
            fn _keys(
                from: &<#entity as __p::EntityTrait>::Model,
                #(#models: &<#targets as __p::EntityTrait>::Model),*
            ) {
                #(#checks)*
            }
        }
    }
}

fn list(facts: &mut Vec<TokenStream>, key: TokenStream, items: impl ExactSizeIterator<Item = TokenStream>) {
    if items.len() > 0 {
        facts.push(quote!(#key: &[#(#items),*]));
    }
}

fn some_text(text: Option<&Text>) -> TokenStream {
    match text.map(Text::literal) {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    }
}

fn when(when: Option<When>) -> TokenStream {
    match when {
        None => quote!(__p::Deferrability::NotDeferrable),
        Some(When::Immediate) => quote!(__p::Deferrability::InitiallyImmediate),
        Some(When::Deferred) => quote!(__p::Deferrability::InitiallyDeferred),
    }
}

fn action(action: Option<&Word>) -> TokenStream {
    match action {
        None => quote!(::core::option::Option::None),
        Some(action) => {
            let action = format_ident!("{}", action.text);
            quote!(::core::option::Option::Some(__p::Action::#action))
        }
    }
}

fn line(span: Span) -> u32 {
    u32::try_from(span.unwrap().line()).unwrap_or(u32::MAX)
}
