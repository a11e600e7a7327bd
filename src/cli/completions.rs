//! Completion scripts: Clap's, with the values that only this version knows, and put right where they fail in the real
//! shells. Decides nothing about what is accepted.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory};
use clap_complete::Shell;

use super::args::Args;
use crate::codemod::Group;
use crate::codemods;
use crate::config::{ALL, UNUSED_SUPPRESSION_HELP, keys_to_set};
use crate::engine::UNUSED_SUPPRESSION;

/// The script for a shell.
pub fn script(shell: Shell) -> String {
    let mut command = command();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "iacfix", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Zsh => commands_beside_paths_in_zsh(&script),
        Shell::Fish => values_in_fish(&script, &command),
        _ => script,
    }
}

/// The command line, with the ids and groups of the codemods and the keys of their settings where they are asked for.
fn command() -> Command {
    let ids = || {
        let codemods = codemods::ALL.iter();
        codemods.map(|codemod| PossibleValue::new(codemod.id).help(codemod.summary))
    };
    let groups = || {
        let groups = Group::ALL.map(|group| PossibleValue::new(group.name()).help(group.summary()));
        groups
            .into_iter()
            .chain([PossibleValue::new(ALL).help("every codemod")])
    };
    let unused = || PossibleValue::new(UNUSED_SUPPRESSION).help(UNUSED_SUPPRESSION_HELP);
    let keys = keys_to_set(codemods::ALL)
        .into_iter()
        // Clap takes names that live as long as the process, which prints them and ends.
        .map(|(key, help)| PossibleValue::new(&*format!("{key}=").leak()).help(help));
    Args::command()
        .mut_arg("select", |arg| offering(arg, ids().chain(groups())))
        .mut_arg("ignore", |arg| {
            offering(arg, ids().chain(groups()).chain([unused()]))
        })
        .mut_arg("settings", |arg| offering(arg, keys))
        .mut_subcommand("explain", |explain| {
            explain.mut_arg("words", |arg| offering(arg, ids().chain([unused()])))
        })
}

fn offering(arg: Arg, values: impl Iterator<Item = PossibleValue>) -> Arg {
    arg.value_parser(PossibleValuesParser::new(values))
}

/// Clap's script takes the first word for a path and the second one for a command. It is either of them, and what follows
/// a path are paths.
fn commands_beside_paths_in_zsh(script: &str) -> String {
    let lines = script.split_inclusive('\n');
    let without_paths: String = lines
        .filter(|line| !line.starts_with("'::paths -- ") && !line.starts_with("'*::paths -- "))
        .collect();
    let describe = "_describe -t commands 'iacfix commands' commands \"$@\"\n";
    without_paths
        .replace("$line[2]", "$line[1]")
        .replace(describe, &format!("{describe}    _files\n"))
        .replace(
            "        esac\n    ;;\nesac\n}",
            "            (*)\n_files && ret=0\n;;\n        esac\n    ;;\nesac\n}",
        )
}

/// Clap's script reads the line up to the cursor with `argparse`, which refuses an option that still lacks its value, so
/// that no value is ever offered; it does not know of values that may be missing, nor of those of what is no option.
fn values_in_fish(script: &str, command: &Command) -> String {
    let parse = "    argparse -s (__fish_iacfix_global_optspecs) -- $cmd 2>/dev/null\n";
    let with_a_value = parse.replace("-- $cmd", "-- $cmd ''");
    let mut script = script.replace(
        parse,
        &format!("{parse}    or {}", with_a_value.trim_start()),
    );
    for option in command.get_opts() {
        let may_be_missing = option.get_num_args().is_some_and(|n| n.min_values() == 0);
        if let (Some(long), true) = (option.get_long(), may_be_missing) {
            script = script.replace(&format!(" {long}= "), &format!(" '{long}=?' "));
            let requires = |line: &str| line.contains(&format!(" -l {long} "));
            let lines = script.lines().map(|line| match requires(line) {
                true => format!("{}\n", line.trim_end_matches(" -r")),
                false => format!("{line}\n"),
            });
            script = lines.collect();
        }
    }
    for subcommand in command.get_subcommands() {
        let values = subcommand
            .get_positionals()
            .flat_map(Arg::get_possible_values);
        let values: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
        if !values.is_empty() {
            script.push_str(&format!(
                "complete -c iacfix -n \"__fish_iacfix_using_subcommand {}\" -f -a \"{}\"\n",
                subcommand.get_name(),
                values.join(" ")
            ));
        }
    }
    script
}
