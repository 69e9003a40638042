/**
 * Text that Terraform leaves alone: in its strings `${` begins an expression and `%{` a directive, and doubling the
 * first letter takes that away. cdktf would read its own marks in it, so these are written as an expression.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
 */
export function literal(text: string): string {
  return text.replace(/(\$+)\{TfToken\[|[$%]\{/g, (found: string, dollars: string | undefined) =>
    dollars === undefined ? `${found.slice(0, 1)}${found}` : `\${"${dollars}"}{TfToken[`,
  );
}
