exports.handler = async () => "something else";
