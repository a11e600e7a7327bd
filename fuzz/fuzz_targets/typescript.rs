#![no_main]

iacfix_fuzz::target!(TypeScript);
