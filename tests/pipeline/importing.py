"""Import every module of the package in the folder that is named; a warning is an error."""

import importlib
import pkgutil
import sys
import warnings

warnings.simplefilter("error")
sys.path.insert(0, sys.argv[1])
package = importlib.import_module("openlayer_client")
for module in pkgutil.walk_packages(package.__path__, "openlayer_client."):
    importlib.import_module(module.name)
