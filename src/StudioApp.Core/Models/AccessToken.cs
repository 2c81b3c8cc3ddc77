namespace StudioApp.Core.Models;

/// <summary>What lets a person see gated or private models of a hub. Nothing prints it: not a log, not an exception, not a record that holds it.</summary>
public readonly record struct AccessToken(string Value)
{
    /// <summary>Null when there is nothing but space in it.</summary>
    public static AccessToken? From(string? text) => string.IsNullOrWhiteSpace(text) ? null : new AccessToken(text.Trim());

    public override string ToString() => "(token)";
}
