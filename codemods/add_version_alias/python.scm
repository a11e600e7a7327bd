((call
   function: (_) @resource.type
   arguments: (argument_list) @resource.arguments) @resource
 (#resource? @resource.type
   "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"
   "aws:lambda/functionVersion:FunctionVersion"
   "aws:lambda/version:Version"))
