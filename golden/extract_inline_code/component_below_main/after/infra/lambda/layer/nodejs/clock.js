exports.now = Date.now;
