//! The constant that holds the standard tags: one that the file has, or a new one, and where that is declared.

use std::path::{Path, PathBuf};

use iacfix::codemod::Context;
use iacfix::fix::Edit;
use iacfix::iac::{
    Binding, Code, Expr, Program, Statement, Value, ValueKind, Visibility, camel_case,
};
use iacfix::syntax::{Document, Language};

use super::held;
use super::wanted::{Given, Source, Wanted};

/// The constant, as a fix uses it.
#[derive(Debug)]
pub(super) struct Constant {
    pub(super) name: String,
    /// What declares it.
    pub(super) edits: Vec<Edit>,
    /// The names that are new.
    pub(super) introduces: Vec<String>,
    pub(super) origin: Origin,
}

/// Where a constant comes from.
#[derive(Debug)]
pub(super) enum Origin {
    /// The file has it.
    There,
    /// It is new.
    New,
    /// This module has it.
    Imported(String),
}

/// What a new constant is called, in camelCase.
const NAME: &str = "standardTags";

/// The name of the constant, as the language spells it.
pub(super) fn usual_name(ctx: &Context<'_>) -> &'static str {
    match ctx.program().language() {
        Language::TypeScript => NAME,
        Language::Python => "standard_tags",
    }
}

/// The constant of that name that can be used at `place`.
fn existing<'a>(ctx: &Context<'a>, wanted: &[Wanted], place: Expr<'a>) -> Option<Binding<'a>> {
    let visible = ctx.program().visible_from(place).into_iter();
    let mut named = visible.filter(|binding| binding.name() == usual_name(ctx));
    let nearest = named.next()?;
    let value = nearest.constant()?;
    let keys: Vec<String> = wanted.iter().map(|tag| tag.key.clone()).collect();
    let has_all = || {
        let own = held::keys_of(&value.contributions());
        own.is_some_and(|own| keys.iter().all(|key| own.contains(key)))
    };
    // One that lacks some gets them, where it is nothing but tags.
    let is_usable = matches!(value.value(), Value::Object(_))
        && (has_all() || held::holds_only_tags(nearest, &keys));
    // Where it stands, or where something is called that holds the place, it has to be given already.
    let declared = value.statements_around().last().copied()?;
    let is_given =
        |spot: &Expr<'_>| !spot.is_beside(declared) || declared.span().end <= spot.span().start;
    (is_usable && spots(&[place]).iter().all(is_given)).then_some(nearest)
}

/// The constant for `place`, which is one of `places`: the same for all of them.
///
/// # Errors
/// Why none can be declared.
pub(super) fn of<'a>(
    ctx: &Context<'a>,
    wanted: &[Wanted],
    place: Expr<'a>,
    places: &[Expr<'a>],
) -> Result<Constant, String> {
    if let Some(known) = existing(ctx, wanted, place) {
        return Ok(Constant {
            name: known.name().to_owned(),
            edits: Vec::new(),
            introduces: Vec::new(),
            origin: Origin::There,
        });
    }
    if let Some(found) = imported(ctx, wanted, place) {
        return Ok(found);
    }
    let spots = spots(places);
    let innermost = spots.last().ok_or("no statement holds the resource")?;
    let values = values(ctx, wanted, *innermost)?;
    // As far out as its values are the same: it is declared once.
    let spot = spots
        .iter()
        .find(|spot| self::values(ctx, wanted, **spot).as_ref() == Ok(&values))
        .unwrap_or(innermost);
    let (entries, mut edits) = written(ctx, wanted, values);
    let name = ctx.program().free_name(usual_name(ctx));
    let tags = Code::OneALine(Box::new(Code::Entries(entries)));
    let declared = spot.insert_before(&[Statement::Declare(name.clone(), tags)]);
    edits.push(declared.ok_or("no statement holds the resource")?);
    Ok(Constant {
        name: name.clone(),
        edits,
        introduces: vec![name],
        origin: Origin::New,
    })
}

/// The constant that another file of the program exports, with the import of it.
fn imported<'a>(ctx: &Context<'a>, wanted: &[Wanted], place: Expr<'a>) -> Option<Constant> {
    let program = ctx.program();
    let name = usual_name(ctx);
    let module = ctx.once("module", || exporting(ctx, wanted).unwrap_or_default());
    if module.is_empty() {
        return None;
    }
    let mut visible = program.visible_from(place).into_iter();
    let (edits, introduces, origin) = match visible.find(|binding| binding.name() == name) {
        Some(taken) if taken.is_imported() => (Vec::new(), Vec::new(), Origin::There),
        Some(_) => return None,
        None => (
            vec![program.import_from(&module, name)?],
            vec![name.to_owned()],
            Origin::Imported(module),
        ),
    };
    Some(Constant {
        name: name.to_owned(),
        edits,
        introduces,
        origin,
    })
}

/// The module of the program that exports a constant of all the tags, as the file may call it.
fn exporting(ctx: &Context<'_>, wanted: &[Wanted]) -> Option<String> {
    let program = ctx.program();
    let name = usual_name(ctx);
    let files = ctx.program_files();
    let own = files
        .keys()
        .find(|path| path.as_path() == ctx.source().path())?;
    let has_it = |path: &PathBuf, document: &Document| {
        // Most files are not looked at any further.
        if path == own || !document.source().text().contains(name) {
            return false;
        }
        let other = Program::new(document);
        // What imports from the program may import this file, which is not there yet then.
        let is_leaf = other.imported_modules().all(|(module, name)| {
            ctx.module_file(&other, module, name)
                .is_none_or(|found| found == *path)
        });
        let exported = other.top_level(name).filter(|binding| {
            binding.visibility() == Visibility::Exported || other.language() == Language::Python
        });
        let keys = exported
            .and_then(Binding::constant)
            .and_then(|value| held::keys_of(&value.contributions()));
        let has_all = keys.is_some_and(|keys| wanted.iter().all(|tag| keys.contains(&tag.key)));
        is_leaf && has_all && other.language() == program.language()
    };
    let (path, _) = files
        .iter()
        .find(|(path, document)| has_it(path, document))?;
    modules(ctx, own, path)
        .into_iter()
        .find(|module| ctx.module_file(program, module, Some(name)).as_ref() == Some(path))
}

/// What the file at `own` may call the module at `path`, the likeliest first.
fn modules(ctx: &Context<'_>, own: &Path, path: &Path) -> Vec<String> {
    let stem = path.with_extension("");
    match ctx.program().language() {
        Language::TypeScript => {
            let folder = own.parent().unwrap_or(Path::new(""));
            let shared = folder
                .components()
                .zip(stem.components())
                .take_while(|(one, other)| one == other)
                .count();
            let up = folder.components().count() - shared;
            let mut parts: Vec<String> = vec!["..".to_owned(); up];
            let down = stem.components().skip(shared);
            parts.extend(down.map(|part| part.as_os_str().to_string_lossy().into_owned()));
            let relative = match up {
                0 => format!("./{}", parts.join("/")),
                _ => parts.join("/"),
            };
            let ends_in_js = |module: &str| module.starts_with('.') && module.ends_with(".js");
            let mut imports = ctx.program().imported_modules();
            match imports.any(|(module, _)| ends_in_js(module)) {
                true => vec![format!("{relative}.js")],
                false => vec![relative],
            }
        }
        Language::Python => {
            let parts: Vec<String> = stem
                .components()
                .map(|part| part.as_os_str().to_string_lossy().into_owned())
                .collect();
            // From the folder that modules are looked up in, which is one of those above.
            let absolute = (0..parts.len()).rev().map(|start| parts[start..].join("."));
            let beside = parts.last().filter(|_| own.parent() == path.parent());
            let beside = beside.map(|name| format!(".{name}"));
            let mut imports = ctx.program().imported_modules();
            match imports.any(|(module, _)| module.starts_with('.')) {
                true => beside.into_iter().chain(absolute).collect(),
                false => absolute.collect(),
            }
        }
    }
}

/// The entries for the tags of these keys, as they are written at `place`.
///
/// # Errors
/// Which value is not there.
pub(super) fn entries<'a>(
    ctx: &Context<'a>,
    wanted: &[Wanted],
    place: Expr<'a>,
) -> Result<(Vec<Code>, Vec<Edit>), String> {
    let statement = place.statements_around().last().copied();
    let statement = statement.ok_or("no statement holds the tags")?;
    Ok(written(ctx, wanted, values(ctx, wanted, statement)?))
}

/// The entries with these values, and what has to be imported for them.
fn written(ctx: &Context<'_>, wanted: &[Wanted], values: Vec<Found<'_>>) -> (Vec<Code>, Vec<Edit>) {
    let mut import = None;
    let entries = wanted.iter().zip(values).map(|(wanted, value)| {
        let code = match value {
            Found::Text(text) => Code::Text(text),
            Found::Variable(binding) => Code::name(binding.name()),
            Found::Asked(function) => {
                let (pulumi, needed) = ctx.program().package_name("pulumi", "@pulumi/pulumi");
                import = needed;
                Code::name(pulumi).member(function).call([])
            }
        };
        Code::Datum(wanted.key.clone(), Box::new(code))
    });
    let entries = entries.collect();
    (entries, import.into_iter().collect())
}

/// The statements before which something can be declared for all of the places, outermost first: of each block that holds
/// them all, the first statement that holds one.
fn spots<'a>(places: &[Expr<'a>]) -> Vec<Expr<'a>> {
    let Some((first, rest)) = places.split_first() else {
        return Vec::new();
    };
    let rest: Vec<Vec<Expr<'a>>> = rest.iter().map(|place| place.statements_around()).collect();
    let levels = first.statements_around().into_iter().enumerate();
    let common = levels.map_while(|(level, spot)| {
        let mut at_level = vec![spot];
        for around in &rest {
            let other = around.get(level).filter(|other| other.is_beside(spot))?;
            at_level.push(*other);
        }
        let first = at_level.into_iter().map(Expr::before_its_calls);
        first.min_by_key(|spot| spot.span().start)
    });
    common.collect()
}

/// What a tag is worth at one place.
#[derive(Debug, PartialEq)]
enum Found<'a> {
    Text(String),
    Variable(Binding<'a>),
    /// What this function of Pulumi's gives.
    Asked(&'static str),
}

/// The values of the tags before a statement.
fn values<'a>(
    ctx: &Context<'a>,
    wanted: &[Wanted],
    statement: Expr<'a>,
) -> Result<Vec<Found<'a>>, String> {
    let value = |wanted: &Wanted| match &wanted.value {
        Given::Text(text) => Ok(Found::Text(text.clone())),
        Given::FirstOf(sources) => {
            let found = sources.iter().find_map(|source| match source {
                Source::Project => Some(Found::Asked("getProject")),
                Source::Stack => Some(Found::Asked("getStack")),
                Source::Variable(name) => variable(ctx, name, statement).map(Found::Variable),
            });
            found.ok_or_else(|| {
                let names = sources.iter().filter_map(|source| match source {
                    Source::Variable(name) => Some(name.as_str()),
                    Source::Project | Source::Stack => None,
                });
                let names: Vec<&str> = names.collect();
                format!(
                    "{} is to be {}, and no variable of that name that is certainly a text is in scope before all of them",
                    wanted.key,
                    names.join(" or ")
                )
            })
        }
    };
    wanted.iter().map(value).collect()
}

/// The variable of this name that can be seen before a statement, where it is certainly a text.
fn variable<'a>(ctx: &Context<'a>, name: &str, statement: Expr<'a>) -> Option<Binding<'a>> {
    let spelled = |binding: &Binding<'a>| match ctx.program().language() {
        Language::TypeScript => binding.name() == name,
        Language::Python => binding.name() == name || camel_case(binding.name()) == name,
    };
    let mut visible = ctx.program().visible_from(statement).into_iter();
    let nearest = visible.find(spelled)?;
    let is_given = nearest.is_variable() && nearest.span().end <= statement.span().start;
    let worth = nearest.constant()?.worth();
    (is_given && worth.kind == ValueKind::Text && !worth.missing).then_some(nearest)
}
