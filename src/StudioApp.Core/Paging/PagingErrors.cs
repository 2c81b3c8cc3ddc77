using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Paging;

public static class PagingErrors
{
    public static StudioError CursorInvalid() =>
        new("paging.cursor-invalid", "This cursor is not one that this list has given out. Leave it out to start from the first page.") { Field = "cursor" };
}
