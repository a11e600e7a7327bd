#![no_main]

iacfix_fuzz::target!(Manifests);
