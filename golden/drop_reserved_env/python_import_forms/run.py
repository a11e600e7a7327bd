import from_module
import from_package
import renamed
