using CsCheck;
using StudioApp.Core.Paging;

namespace StudioApp.Core.Tests.Paging;

public sealed class PageCursorTests
{
    [Fact]
    public void TryParse_WhatToStringGave_ComesBack() =>
        Gen.Select(Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks], Gen.Guid).Sample((ticks, id) =>
        {
            var cursor = new PageCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id);
            return PageCursor.TryParse(cursor.ToString(), null, out var read) && read == cursor;
        });

    [Fact]
    public void TryParse_AnyOtherText_IsFalseAndNeverThrows() =>
        Gen.String.Sample(text => !PageCursor.TryParse(text, null, out _));

    [Fact]
    public void TryParse_Null_IsFalse() => Assert.False(PageCursor.TryParse(null, null, out _));
}
