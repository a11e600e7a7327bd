((new_expression
   constructor: (_) @resource.type
   arguments: (arguments) @resource.arguments) @resource
 (#resource? @resource.type "aws:lambda/function:Function"))
