/** What oxlint has no rule for: the argless `new Date`, and mutable state in a module. */
const plugin = {
  meta: { name: "certplan" },
  rules: {
    "no-ambient-date": {
      create: (context) => ({
        NewExpression(node) {
          if (node.callee.name === "Date" && node.arguments.length === 0) {
            context.report({ node, message: "time comes from the Clock port" });
          }
        },
      }),
    },
    "no-module-state": {
      create: (context) => ({
        VariableDeclaration(node) {
          if (node.kind !== "const" && node.parent.type === "Program") {
            context.report({ node, message: "nothing mutable lives in a module" });
          }
        },
      }),
    },
  },
};

export default plugin;
