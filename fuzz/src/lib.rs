//! What the fuzz targets share. What they check is in `tests/laws`, where the ordinary tests check it, too.

#[path = "../../tests/laws/mod.rs"]
pub mod laws;

pub use libfuzzer_sys;

use laws::mutate::{self, Random};
use laws::seeds;
use laws::targets::Target;

/// Defines a fuzz target of the name of a [`Target`].
#[macro_export]
macro_rules! target {
    ($target:ident) => {
        use $crate::laws::targets::Target;
        use $crate::libfuzzer_sys::{fuzz_mutator, fuzz_target};

        fuzz_target!(|bytes: &[u8]| Target::$target.run(bytes));

        fuzz_mutator!(
            |data: &mut [u8], size: usize, max_size: usize, seed: u32| {
                $crate::mutated(Target::$target, data, size, max_size, seed)
            }
        );
    };
}

/// One time in two what libFuzzer does with any bytes, otherwise a change that knows of lines, words and brackets.
pub fn mutated(
    target: Target,
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
) -> usize {
    thread_local! {
        static LENDERS: std::cell::OnceCell<Vec<Vec<u8>>> = const { std::cell::OnceCell::new() };
    }
    let mut random = Random(u64::from(seed));
    let of_text = target != Target::Edits && random.below(2) == 0;
    let Some(text) = std::str::from_utf8(&data[..size]).ok().filter(|_| of_text) else {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    };
    let changed = LENDERS.with(|lenders| {
        let lenders = lenders.get_or_init(|| seeds::of(target));
        let other = &lenders[random.below(lenders.len())];
        mutate::text(text, &String::from_utf8_lossy(other), &mut random)
    });
    let length = changed.len().min(max_size);
    data[..length].copy_from_slice(&changed.as_bytes()[..length]);
    length
}
