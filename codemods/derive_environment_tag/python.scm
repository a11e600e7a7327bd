(module) @file
