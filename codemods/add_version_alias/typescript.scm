((new_expression
   constructor: (_) @resource.type
   arguments: (arguments) @resource.arguments) @resource
 (#resource? @resource.type
   "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"
   "aws:lambda/functionVersion:FunctionVersion"
   "aws:lambda/version:Version"))
