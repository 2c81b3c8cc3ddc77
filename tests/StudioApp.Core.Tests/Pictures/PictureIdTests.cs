using StudioApp.Core.Pictures;

namespace StudioApp.Core.Tests.Pictures;

public sealed class PictureIdTests
{
    private static readonly string Name = new('a', 64);

    [Fact]
    public void Parse_WhatToStringGives_IsTheSame() => Assert.Equal(Name, PictureId.Parse(PictureId.Parse(Name).ToString()).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../studio.db")]
    [InlineData("aaaa")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n")]
    public void TryParse_AnythingElse_IsNoName(string? text) => Assert.False(PictureId.TryParse(text, null, out _));
}
