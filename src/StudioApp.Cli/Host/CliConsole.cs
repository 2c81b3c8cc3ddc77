using System.Text;

namespace StudioApp.Cli.Host;

/// <summary>Where the command line writes: results to <paramref name="Out"/>, everything for people to <paramref name="Error"/>.</summary>
/// <param name="ErrorIsTerminal">A person watches, so that a line may be written over.</param>
/// <param name="In">Where a person answers; null when nobody can.</param>
internal sealed record CliConsole(TextWriter Out, TextWriter Error, bool ErrorIsTerminal, TextReader? In = null)
{
    public static CliConsole Open()
    {
        // UTF-8 without a mark, whatever the locale: prompts are in any language and JSON is UTF-8
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true });
        var error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true });
        return new CliConsole(output, error, !Console.IsErrorRedirected, Console.IsInputRedirected ? null : Console.In);
    }

    /// <returns>Whether the person said yes; null when there is nobody to ask.</returns>
    public async Task<bool?> AskAsync(string question, CancellationToken ct)
    {
        if (In is null)
            return null;
        await Error.WriteAsync($"{question} [y/N] ".AsMemory(), ct);
        return (await In.ReadLineAsync(ct))?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
