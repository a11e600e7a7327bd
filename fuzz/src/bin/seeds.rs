//! Writes the seed corpora: `cargo run --bin seeds [FOLDER]`, by default `corpus/` of this package.

use std::fs;
use std::path::PathBuf;

use iacfix_fuzz::laws::seeds;
use iacfix_fuzz::laws::targets::Target;

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        PathBuf::from,
    );
    for target in Target::ALL {
        let folder = folder.join(target.name());
        fs::create_dir_all(&folder)?;
        let seeds = seeds::of(target);
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:04}")), seed)?;
        }
        println!("{}: {} seeds in {}", target.name(), seeds.len(), folder.display());
    }
    Ok(())
}
