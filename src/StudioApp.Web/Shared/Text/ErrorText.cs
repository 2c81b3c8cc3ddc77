using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using StudioApp.Core.Outcomes;

namespace StudioApp.Web.Shared.Text;

/// <summary>Says a <see cref="StudioError"/> in the reader's language; its own English sentence when nobody has translated it.</summary>
internal sealed class ErrorText(IStringLocalizer<ErrorText> text)
{
    /// <returns>One sentence or more; after a line break, the part that was only ever written in English, in quotes.</returns>
    public string Of(StudioError error)
    {
        var sentence = text[error.Code];
        if (sentence.ResourceNotFound)
            return error.Message;

        // one that came back from a browser has its sentence but not the values in it
        var format = CompositeFormat.Parse(sentence.Value);
        return format.MinimumArgumentCount > error.Arguments.Count
            ? error.Message
            : string.Format(CultureInfo.CurrentCulture, format, [.. error.Arguments.Select(argument => Argument(error, argument))]);
    }

    private object Argument(StudioError error, string argument) =>
        error.Reason is { } reason && argument == reason.Message ? Of(reason) : Word(argument);

    // some arguments are words themselves, such as the state "succeeded" or the place "the frames"
    private object Word(string argument)
    {
        var word = text["word." + argument];
        return word.ResourceNotFound ? argument : word.Value;
    }
}
