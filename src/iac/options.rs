//! Resource options: those that a new resource takes over, and lists that entries of a construction give way to.

use super::code::Code;
use super::declare::NewOptions;
use super::dialect::Structure;
use super::expr::{Expr, Value};
use super::placement::Bound;
use super::record::{Entry, Key, Record};
use super::removal::{Removal, Removed};
use super::resource::Resource;
use super::texts::{TextPart, known_parts};
use crate::fix::{Edit, Edits};
use crate::source::{Span, TrailingCommas};
use crate::syntax::Language;

/// Elements that are to be added to a list among the resource options.
#[derive(Clone, Debug)]
pub struct ListOption {
    /// The neutral name of the option: `ignoreChanges`.
    pub name: &'static str,
    /// The elements; those that are in the list already are not added again.
    pub elements: Vec<String>,
}

impl<'p> Resource<'p> {
    /// Whether the construction runs exactly when the statement that holds it does: no branch, loop or function stands
    /// between them.
    pub fn runs_with_statement(&self) -> bool {
        let expr = self.expr();
        let Some(statement) = expr.statement() else {
            return false;
        };
        expr.program
            .ancestors(expr.node)
            .into_iter()
            .take_while(|ancestor| *ancestor != statement)
            .chain([statement])
            .all(|node| expr.program.dialect.structure(node) == Structure::Other)
    }

    /// Whether what is declared right behind the statement that holds the construction can be named at `usage`.
    pub fn is_followed_by(&self, usage: Expr<'p>) -> bool {
        let expr = self.expr();
        let Some(statement) = expr.statement() else {
            return false;
        };
        let block = expr.program.ancestors(statement).first().copied();
        let same_function = expr.enclosing_function() == usage.enclosing_function();
        usage.span().start >= statement.end_byte()
            && block.is_some_and(|block| Span::from(block.byte_range()).contains(usage.span()))
            && (same_function || matches!(self.placement().bound, Bound::Name(_)))
    }

    /// A new logical name: this resource's with `-word` behind it, and a number where the file has such a name already.
    /// `None` where this resource has no name that can be read.
    pub fn extended_name(&self, word: &str) -> Option<Code> {
        self.first_free(word, |candidate| self.name_with(candidate))
    }

    /// As [`Resource::extended_name`], at a place further up: what of this resource's name has no value there, as the name
    /// of a loop's element, is left out.
    pub fn extended_name_at(&self, word: &str, place: Expr<'p>) -> Option<Code> {
        let name = self.name()?;
        if name.can_stand_at(place).is_ok() {
            return self.extended_name(word);
        }
        let parts = known_parts(&name.text_parts()?, place);
        self.first_free(word, |candidate| {
            let mut parts = parts.clone();
            let hyphen = if parts.is_empty() { "" } else { "-" };
            parts.push(TextPart::Text(format!("{hyphen}{candidate}")));
            self.expr().program.written_text(&parts)
        })
    }

    fn first_free(&self, word: &str, written: impl Fn(&str) -> Option<String>) -> Option<Code> {
        let program = self.expr().program;
        let taken: Vec<&str> = program
            .scopes
            .calls
            .iter()
            .filter_map(|&node| program.resource_at(node)?.name())
            .map(|name| name.text())
            .collect();
        let candidates =
            std::iter::once(word.to_owned()).chain((2..).map(|number| format!("{word}{number}")));
        for candidate in candidates.take(64) {
            let written = written(&candidate)?;
            if !taken.contains(&written.as_str()) {
                return Some(Code::Verbatim(written));
            }
        }
        None
    }

    fn name_with(&self, word: &str) -> Option<String> {
        let name = self.name()?;
        let text = name.text();
        let quote = text
            .chars()
            .next_back()
            .filter(|last| "'\"`".contains(*last));
        let plain_quote = quote.filter(|quote| !text.ends_with(&quote.to_string().repeat(3)));
        let ends_in_string = match name.value() {
            Value::String(_) | Value::Template(_) => true,
            // `name + "-logs"`
            Value::Opaque => text.contains('+'),
            _ => false,
        };
        if let (true, Some(_)) = (ends_in_string, plain_quote) {
            let (start, quote) = text.split_at(text.len() - 1);
            return Some(format!("{start}-{word}{quote}"));
        }
        match self.expr().program.language() {
            Language::TypeScript => Some(format!("`${{{text}}}-{word}`")),
            Language::Python if !text.contains(['"', '\\', '\n', '{']) => {
                Some(format!("f\"{{{text}}}-{word}\""))
            }
            Language::Python => None,
        }
    }

    /// The options of a resource beside this one: its parent and its provider, or all of its options where they come from
    /// somewhere else; and what the new resource depends on.
    pub fn options_beside(&self, depends_on: Vec<Code>) -> NewOptions {
        let program = self.expr().program;
        let spreads: Vec<&str> = self
            .options()
            .and_then(|options| options.resolved().record())
            .map(Record::entries)
            .unwrap_or_default()
            .into_iter()
            .filter(|entry| entry.key == Key::Spread)
            .map(|entry| program.text_of(entry.span()))
            .collect();
        let shared = self.shared_options();
        let depends = Code::List(depends_on.clone());
        match shared {
            NewOptions::Each(mut options) if spreads.is_empty() => {
                if !depends_on.is_empty() {
                    options.push(("dependsOn".to_owned(), depends));
                }
                NewOptions::Each(options)
            }
            NewOptions::Each(options) => {
                let own = options
                    .into_iter()
                    .chain((!depends_on.is_empty()).then(|| ("dependsOn".to_owned(), depends)))
                    .map(|(name, value)| {
                        let value = program.print(&value, "", 0);
                        match program.language() {
                            Language::TypeScript => format!("{name}: {value}"),
                            Language::Python => {
                                format!("{}={value}", program.dialect.native_name(&name))
                            }
                        }
                    });
                let parts: Vec<String> =
                    spreads.into_iter().map(str::to_owned).chain(own).collect();
                let parts = parts.join(", ");
                NewOptions::From(Code::Verbatim(match program.language() {
                    Language::TypeScript => format!("{{ {parts} }}"),
                    Language::Python => format!("{}({parts})", self.options_class_or_default()),
                }))
            }
            NewOptions::From(options) if depends_on.is_empty() => NewOptions::From(options),
            NewOptions::From(options) => {
                let text = program.print(&options, "", 0);
                let depends = program.print(&depends, "", 0);
                let class = self.options_class_or_default();
                NewOptions::From(Code::Verbatim(match program.language() {
                    Language::TypeScript => format!("{{ ...{text}, dependsOn: {depends} }}"),
                    Language::Python => {
                        format!("{class}.merge({text}, {class}(depends_on={depends}))")
                    }
                }))
            }
        }
    }

    fn options_class_or_default(&self) -> String {
        let (pulumi, _) = self.expr().program.package_name("pulumi", "@pulumi/pulumi");
        format!("{pulumi}.ResourceOptions")
    }

    /// What was removed with a construction's entries, without what new `code` still names: constants and imports that
    /// only those entries used, and what these use in turn.
    pub fn without_moved(&self, removed: &Edits, code: &str) -> Vec<Edit> {
        let source = self.expr().program.source();
        let own = self.span();
        let (mut gone, mut others): (Vec<Edit>, Vec<Edit>) = removed
            .iter()
            .cloned()
            .partition(|edit| own.contains(edit.span) || !edit.text.is_empty());
        let mut named = code.to_owned();
        loop {
            let is_named = |edit: &Edit| {
                words(source.slice(edit.span)).any(|word| words(&named).any(|other| other == word))
            };
            let (kept, still): (Vec<Edit>, Vec<Edit>) = others.into_iter().partition(is_named);
            others = still;
            if kept.is_empty() {
                gone.extend(others);
                return gone;
            }
            for edit in kept {
                named.push(' ');
                named.push_str(source.slice(edit.span));
            }
        }
    }

    /// Takes `gone` out of the construction, and adds elements to a list among its options in the same step. `None` where
    /// the options come from somewhere where they cannot be added to.
    pub fn withdraw(&self, gone: &[Entry<'p>], option: Option<&ListOption>) -> Option<Removed> {
        let program = self.expr().program;
        let mut removal = Removal::new(program, &[]);
        let option = option.filter(|option| !option.elements.is_empty());
        let own = self.own_entries();
        let carrier = match (program.language(), option, self.options()) {
            // The entry that is the last one gives its place to the options.
            (Language::Python, Some(_), None) => own
                .last()
                .filter(|last| gone.iter().any(|entry| entry.span() == last.span()))
                .filter(|last| last.record() == Record::at(self.expr())),
            _ => None,
        };
        for entry in gone {
            removal.entry(entry);
        }
        let removed = removal.finish().ok()?;
        let Some(option) = option else {
            return Some(removed);
        };
        let mut edits: Vec<Edit> = removed.edits.iter().cloned().collect();
        let added = match (self.options(), carrier) {
            (Some(_), _) => self.extend_options(option)?,
            (None, Some(carrier)) => {
                edits = self.options_in_place_of(carrier.span(), option, edits);
                let (_, import) = program.package_name("pulumi", "@pulumi/pulumi");
                import.into_iter().collect()
            }
            (None, None) => self.add_options(option, &removed.edits)?,
        };
        edits.extend(added);
        Some(Removed {
            edits: Edits::new(edits).ok()?,
            releases: removed.releases,
        })
    }

    /// The edits that remove the last keyword argument, with the options where it stood.
    fn options_in_place_of(
        &self,
        carrier: Span,
        option: &ListOption,
        edits: Vec<Edit>,
    ) -> Vec<Edit> {
        let program = self.expr().program;
        let source = program.source();
        let indentation = source.indentation(carrier.start);
        let code = self.new_options(option);
        let whole_lines = |edit: &Edit| {
            edit.span.contains(carrier) && source.line_start(edit.span.start) == edit.span.start
        };
        if edits.iter().any(whole_lines) {
            let printed = program.print(
                &code,
                indentation,
                program.columns(indentation) + "opts=,".len(),
            );
            let line_ending = source.style().line_ending.as_str();
            let line = format!("{indentation}opts={printed},{line_ending}");
            return edits
                .into_iter()
                // The comma before it is still one between two arguments.
                .filter(|edit| source.slice(edit.span) != ",")
                .map(|edit| match whole_lines(&edit) {
                    true => Edit::replace(edit.span, line.clone()),
                    false => edit,
                })
                .collect();
        }
        let container = program.dialect.container(self.expr().node);
        let container = Span::from(container.byte_range());
        let flat = Code::Verbatim(format!("opts={}", program.print(&code, "", 0)));
        let kept = self.kept_arguments(&edits);
        let written = source.slice(container);
        if written.contains(['\n', '#']) {
            return edits
                .into_iter()
                .map(|edit| match edit.span.contains(carrier) {
                    true => {
                        let opts = program.print(&flat, indentation, 0);
                        Edit::replace(edit.span, format!(", {opts}"))
                    }
                    false => edit,
                })
                .collect();
        }
        // A call on one line is laid out anew.
        let start = container.start;
        let before = &source.text()[source.line_start(start)..start];
        let callee = Code::Verbatim(String::new());
        let call = callee.call(kept.into_iter().chain([flat]));
        let printed = program.print(&call, indentation, program.columns(before));
        let mut edits: Vec<Edit> = edits
            .into_iter()
            .filter(|edit| !container.contains(edit.span))
            .collect();
        edits.push(Edit::replace(container, printed));
        edits
    }

    /// The arguments of a call that `edits` do not remove, as they are written.
    fn kept_arguments(&self, edits: &[Edit]) -> Vec<Code> {
        let program = self.expr().program;
        let container = program.dialect.container(self.expr().node);
        let mut cursor = container.walk();
        container
            .named_children(&mut cursor)
            .map(|child| Span::from(child.byte_range()))
            .filter(|span| !edits.iter().any(|edit| edit.span.contains(*span)))
            .map(|span| Code::Verbatim(program.text_of(span).to_owned()))
            .collect()
    }

    /// Options that consist of the one list.
    fn new_options(&self, option: &ListOption) -> Code {
        let entry = (option.name.to_owned(), list(&option.elements));
        let class = Code::Verbatim(self.options_class_or_default());
        Code::Keywords(Box::new(class), vec![entry])
    }

    /// Adds to options that are there.
    fn extend_options(&self, option: &ListOption) -> Option<Vec<Edit>> {
        let options = self.options()?;
        let program = self.expr().program;
        let Some(record) = options.record() else {
            let (pulumi, import) = program.package_name("pulumi", "@pulumi/pulumi");
            let merge = match program.language() {
                Language::TypeScript => format!("{pulumi}.mergeOptions"),
                Language::Python => format!("{pulumi}.ResourceOptions.merge"),
            };
            let merged = Code::name(merge).call([options.code(), self.new_options(option)]);
            let mut edits = vec![options.replace(&merged)];
            edits.extend(import);
            return Some(edits);
        };
        if let Some(entry) = record.property(option.name) {
            let value = entry.value?;
            let mut elements: Vec<Code> = Vec::new();
            let mut known: Vec<String> = Vec::new();
            for item in value.items()? {
                if let Value::String(text) = item.value.value() {
                    known.push(text);
                }
                elements.push(item.with(item.value.code()));
            }
            let new = option
                .elements
                .iter()
                .filter(|element| !known.contains(element));
            elements.extend(new.map(|element| Code::Text(element.clone())));
            return Some(vec![value.replace(&Code::List(elements))]);
        }
        let entries = record.entries();
        // What is spread in may hold the option already, and would lose it.
        if entries.iter().any(|entry| entry.key == Key::Spread) {
            return None;
        }
        let text = options.text();
        if text.contains('\n') || text.contains("/*") || entries.is_empty() {
            return Some(record.set(option.name, &list(&option.elements)));
        }
        let mut all: Vec<(String, Code)> = entries
            .iter()
            .map(|entry| Some((entry.neutral_name()?, entry.value?.code())))
            .collect::<Option<_>>()?;
        all.push((option.name.to_owned(), list(&option.elements)));
        let class = text.split('(').next().unwrap_or_default();
        let class = Code::Verbatim(class.to_owned());
        let source = program.source();
        let start = options.span().start;
        // A comma follows.
        let column = program.columns(&source.text()[source.line_start(start)..start]) + 1;
        let code = Code::Keywords(Box::new(class), all);
        let printed = program.print(&code, source.indentation(start), column);
        Some(vec![Edit::replace(options.span(), printed)])
    }

    /// Adds options where there are none. `gone` is what is removed at the same time.
    fn add_options(&self, option: &ListOption, gone: &Edits) -> Option<Vec<Edit>> {
        let program = self.expr().program;
        let source = program.source();
        let options = self.new_options(option);
        if program.language() == Language::Python {
            let (_, import) = program.package_name("pulumi", "@pulumi/pulumi");
            let mut edits = Record::at(self.expr()).set("opts", &options);
            edits.extend(import);
            return Some(edits);
        }
        let text = source.text();
        let arguments = Span::from(self.arguments_node()?.byte_range());
        let name = self.name()?.span();
        let container = program.dialect.container(self.expr().node);
        // A bracket may be missing.
        if container.has_error() {
            return None;
        }
        let inside = Span::new(container.start_byte() + 1, container.end_byte() - 1);
        let gaps = [
            Span::new(inside.start, name.start),
            Span::new(name.end, arguments.start),
            Span::new(arguments.end, inside.end),
        ];
        let bare = |gap: &Span| {
            text[gap.start..gap.end]
                .trim()
                .trim_end_matches(',')
                .is_empty()
        };
        if !gaps.iter().all(bare) {
            return None;
        }
        let style = source.style();
        let line_ending = style.line_ending.as_str();
        let base = source.indentation(self.span().start);
        let inner = format!("{base}{}", style.indent_unit(2));
        let comma = match style.argument_commas {
            TrailingCommas::Always => ",",
            TrailingCommas::Never => "",
        };
        let printed = program.print(&options, &inner, program.columns(&inner));
        let is_gone = |at: usize| {
            gone.iter()
                .any(|edit| edit.span.start <= at && at < edit.span.end)
        };
        let last = Edit::replace(
            gaps[2],
            format!(",{line_ending}{inner}{printed}{comma}{line_ending}{base}"),
        );
        // Each argument has lines of its own already.
        if text[gaps[0].start..gaps[0].end].contains('\n') {
            return Some(vec![last]);
        }
        let mut left = String::new();
        for (at, character) in text[arguments.start..arguments.end].char_indices() {
            if !is_gone(arguments.start + at) {
                left.push(character);
            }
        }
        let start = program.columns(&text[source.line_start(self.span().start)..arguments.start]);
        let flat = program.print(&options, base, 0);
        if !left.contains('\n')
            && start + left.chars().count() + flat.chars().count() + 4 <= program.width()
        {
            return Some(vec![Edit::insert(arguments.end, format!(", {flat}"))]);
        }
        let mut edits = vec![
            Edit::replace(gaps[0], format!("{line_ending}{inner}")),
            Edit::replace(gaps[1], format!(",{line_ending}{inner}")),
        ];
        let mut line = source.next_line_start(arguments.start);
        while line <= arguments.end && line > arguments.start {
            let blank = text[line..source.line_end(line)].trim().is_empty();
            // What was broken off its line stands on that of what is removed.
            let joined = gone.iter().any(|edit| {
                let start = source.line_start(edit.span.start);
                edit.span.end == line && !text[start..edit.span.start].trim().is_empty()
            });
            if !blank && !joined && !is_gone(line) && !program.starts_inside_string(line) {
                edits.push(Edit::insert(line, style.indent_unit(2)));
            }
            let next = source.next_line_start(line);
            if next <= line {
                break;
            }
            line = next;
        }
        edits.push(last);
        Some(edits)
    }
}

/// The names in a text, without the words that declare them and without the module that an import is from.
fn words(text: &str) -> impl Iterator<Item = &str> {
    const DECLARE: [&str; 8] = [
        "const", "let", "var", "import", "from", "as", "type", "export",
    ];
    let text = text.trim();
    let text = match (text.strip_prefix("from "), text.strip_prefix("import ")) {
        (Some(python), _) => python
            .split_once(" import ")
            .map_or(text, |(_, names)| names),
        (_, Some(typescript)) => typescript
            .split_once(" from ")
            .map_or(text, |(names, _)| names),
        _ => text,
    };
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|word| word.starts_with(|first: char| first.is_alphabetic() || first == '_'))
        .filter(|word| !DECLARE.contains(word))
}

fn list(elements: &[String]) -> Code {
    Code::List(elements.iter().cloned().map(Code::Text).collect())
}
