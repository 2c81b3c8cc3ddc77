using System.Text;

namespace StudioApp.Cli.Host;

/// <summary>Where the command line writes: results to <paramref name="Out"/>, everything for people to <paramref name="Error"/>.</summary>
/// <param name="ErrorIsTerminal">A person watches, so that a line may be written over.</param>
internal sealed record CliConsole(TextWriter Out, TextWriter Error, bool ErrorIsTerminal)
{
    public static CliConsole Open()
    {
        // UTF-8 without a mark, whatever the locale: prompts are in any language and JSON is UTF-8
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true });
        var error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true });
        return new CliConsole(output, error, !Console.IsErrorRedirected);
    }
}
