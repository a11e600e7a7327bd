exports.more = 1;
