//! A random program is decided by a tape of numbers: what is cut off the tape, or made smaller, makes it simpler.

/// Reads decisions off a tape. Behind its end every decision is the first, which is the plainest.
pub(super) struct Choices<'t> {
    tape: std::slice::Iter<'t, u16>,
}

impl<'t> Choices<'t> {
    pub(super) fn of(tape: &'t [u16]) -> Self {
        Self { tape: tape.iter() }
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let number = self.tape.next().copied().unwrap_or(0);
        usize::from(number) % end
    }

    /// One of `options`, the plainest being the first.
    pub(super) fn pick<T: Copy>(&mut self, options: &[T]) -> T {
        options[self.below(options.len())]
    }

    /// Whether something happens that happens one time in `n`.
    pub(super) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }
}
