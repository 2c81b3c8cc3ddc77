namespace StudioApp.Core.Outcomes;

/// <summary>
/// An expected failure, as a value: what happened and what the person can do about it.
/// </summary>
/// <param name="Code">Stable and dotted, such as <c>generation.prompt-empty</c>: programs match on it and the web looks its translation up by it.</param>
/// <param name="Message">The English sentence: what happened, then what to do.</param>
/// <param name="Arguments">The values inside the sentence, in the order of the translation's <c>{0}</c>, <c>{1}</c>.</param>
public sealed record StudioError(string Code, string Message, IReadOnlyList<string> Arguments)
{
    /// <summary>The field of the request that is to blame, in camel case as the API writes it; null when it is none.</summary>
    public string? Field { get; init; }

    /// <summary>Technical details that help whoever looks into it, never needed to understand the message; null when there are none.</summary>
    public string? Details { get; init; }

    /// <summary>The error that this one comes from, whose <see cref="Message"/> is one of the <see cref="Arguments"/>: whoever translates this one says that one in the same language.</summary>
    public StudioError? Reason { get; init; }

    public StudioError(string code, string message)
        : this(code, message, [])
    {
    }

    public bool Equals(StudioError? other) =>
        other is not null
        && Code == other.Code
        && Message == other.Message
        && Field == other.Field
        && Details == other.Details
        && Equals(Reason, other.Reason)
        && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Code, Message, Field);
}
