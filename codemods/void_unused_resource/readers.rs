//! Who besides a Python module may read the names that it binds at its top level.

use iacfix::codemod::Context;
use iacfix::iac::Program;

use super::super::unused;

/// Whether a file of the program may take the name from this one, or this one is there to be taken names from.
pub(super) fn may_take(ctx: &Context<'_>, name: &str) -> bool {
    let source = ctx.source();
    // What a package holds is there for its users. What is listed in another way than as a list is not known.
    if source.path().ends_with("__init__.py")
        || (source.text().contains("__all__") && ctx.program().mentions(name))
    {
        return true;
    }
    unused::is_taken(ctx, "names that other files may take", name, || {
        names_taken(ctx)
    })
}

/// The names of the file's top level that other files of the program may take: those that a file which imports it holds
/// as words, and those that any file takes of something, as in `package.module.name`. [`unused::EVERYTHING`] where
/// one imports all.
fn names_taken(ctx: &Context<'_>) -> Vec<String> {
    let own = ctx.source().path();
    let files = ctx.program_files();
    // Where no program is known to lead to the file, anybody may import it.
    if files.is_empty() {
        return vec![unused::EVERYTHING.to_owned()];
    }
    let mut found = Vec::new();
    for (path, document) in files {
        if path == own {
            continue;
        }
        let program = Program::new(&document);
        let is_own = |module: &str, name: Option<&str>| {
            ctx.module_file(&program, module, name)
                .is_some_and(|file| file == own)
        };
        let mut stars = program.star_imports().iter();
        if stars.any(|module| is_own(module, None)) {
            found.push(unused::EVERYTHING.to_owned());
        }
        let imports = program
            .imported_modules()
            .any(|(module, name)| is_own(module, name));
        let text = document.source().text();
        let is_bound = |word: &str| ctx.program().top_level(word).is_some();
        let words = words(text)
            .filter(|&(at, word)| (imports || text[..at].ends_with('.')) && is_bound(word));
        found.extend(words.map(|(_, word)| word.to_owned()));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The words of a text, each with where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|next: char| !(next.is_alphanumeric() || next == '_'));
    words
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
