public import ArgumentParser
public import Workbench

extension SheetConflicts: ExpressibleByArgument {}
