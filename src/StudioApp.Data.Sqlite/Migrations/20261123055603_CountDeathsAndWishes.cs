using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudioApp.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CountDeathsAndWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Deaths",
                table: "Generations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "RaisedAt",
                table: "Generations",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Deaths",
                table: "Generations");

            migrationBuilder.DropColumn(
                name: "RaisedAt",
                table: "Generations");
        }
    }
}
