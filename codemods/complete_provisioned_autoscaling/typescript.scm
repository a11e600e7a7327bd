((new_expression
   constructor: (_) @resource.type
   arguments: (arguments) @resource.arguments) @resource
 (#resource? @resource.type
   "aws:appautoscaling/target:Target"
   "aws:appautoscaling/policy:Policy"
   "aws:appautoscaling/scheduledAction:ScheduledAction"))
