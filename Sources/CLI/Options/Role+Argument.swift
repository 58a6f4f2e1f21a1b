public import ArgumentParser
public import Dataset

extension Role: ExpressibleByArgument {}
