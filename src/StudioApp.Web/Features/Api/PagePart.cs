using Microsoft.AspNetCore.Http.HttpResults;
using StudioApp.Core.Paging;

namespace StudioApp.Web.Features.Api;

/// <summary>Which part of a list is asked for.</summary>
internal readonly record struct PagePart(string? Cursor, int? Limit)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public int Size => Limit ?? DefaultLimit;

    /// <summary>Where the part starts; null for the first one, also when a client sends an empty cursor.</summary>
    public string? Start => string.IsNullOrEmpty(Cursor) ? null : Cursor;

    public ProblemHttpResult? Check() => this switch
    {
        { Limit: < 1 or > MaxLimit } => ApiProblems.BadValue("limit", $"limit must be 1 to {MaxLimit}, not {Limit}."),
        { Start: { } text } when !PageCursor.TryParse(text, null, out _) => ApiProblems.From(PagingErrors.CursorInvalid()),
        _ => null,
    };
}
