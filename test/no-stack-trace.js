// cdktf keeps the stack of every token that it makes, for messages of its own. In jest each of its frames is looked up in
// a source map, which took more than half of the time of all tests that synthesize Terraform.
exports.captureStackTrace = () => [];
