(program) @file
